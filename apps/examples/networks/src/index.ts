export { charactersTask, windowFloor, type CharacterModel, type CharactersTask, type CharacterSizes } from './characters.js';
export { digitReader, digitsTask, pictures, type DigitParams } from './digits.js';
export { factors, type Tables } from './factors.js';
export { ratingsTask, type RatingsTask } from './recommender.js';
export { codesOf, speaker, type Speaker } from './speaker.js';
export { stepWork, type Effort, type Judged, type Rows, type StepWork, type Task } from './task.js';
