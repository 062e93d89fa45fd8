import { answer } from '../engine/answer.js';
import { draw, type Drawings, type Picture } from '../engine/picture.js';
import { derived, type Derived } from './derived.js';

export interface HomeRequest extends Drawings {
  readonly f: string;
}

export interface HomeAnswer extends Derived {
  readonly pictures: { readonly graph?: Picture };
}

export const answers = {
  async view({ f, ...drawings }: HomeRequest): Promise<HomeAnswer> {
    const { graph, ...rest } = await derived(f);
    return { ...rest, pictures: graph ? draw({ graph }, drawings) : {} };
  },
};

answer(answers);
