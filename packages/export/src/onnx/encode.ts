import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** What a field of a message holds: numbers of some kind, text, bytes, or another message. Lists are repeated; `packed` ones are one field. */
type Kind = 'int64' | 'float' | 'string' | 'bytes' | 'packed' | MessageName;
type Fields = Readonly<Record<string, readonly [number: number, kind: Kind]>>;

/** The part of ONNX's schema (onnx.proto, version 9 of the intermediate representation) that a graph of ours needs. */
const messages = {
  Model: { irVersion: [1, 'int64'], producer: [2, 'string'], graph: [7, 'Graph'], opsets: [8, 'Opset'] },
  Opset: { domain: [1, 'string'], version: [2, 'int64'] },
  Graph: { nodes: [1, 'Node'], name: [2, 'string'], initializers: [5, 'Tensor'], inputs: [11, 'ValueInfo'], outputs: [12, 'ValueInfo'] },
  Node: { inputs: [1, 'string'], outputs: [2, 'string'], name: [3, 'string'], operation: [4, 'string'], attributes: [5, 'Attribute'] },
  Attribute: { name: [1, 'string'], float: [2, 'float'], int: [3, 'int64'], text: [4, 'string'], ints: [8, 'packed'], type: [20, 'int64'] },
  Tensor: { shape: [1, 'packed'], type: [2, 'int64'], name: [8, 'string'], data: [9, 'bytes'] },
  ValueInfo: { name: [1, 'string'], type: [2, 'Type'] },
  Type: { tensor: [1, 'TensorType'] },
  TensorType: { element: [1, 'int64'], shape: [2, 'Shape'] },
  Shape: { sizes: [1, 'Size'] },
  Size: { value: [1, 'int64'], parameter: [2, 'string'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly [number, string]>>>>;
export type MessageName = keyof typeof messages;

type Plain = number | string | Uint8Array | readonly number[] | Message;
/** A message as plain data: fields by name, lists for repeated ones, what is absent left out. */
export interface Message {
  readonly [field: string]: Plain | readonly Plain[] | undefined;
}

/** The bytes of a message. */
export function encode(name: MessageName, message: Message): Uint8Array {
  const writer = new BinaryWriter();
  const fields: Fields = messages[name];
  for (const [field, value] of Object.entries(message)) {
    const [number, kind] = fields[field]!;
    const isList = Array.isArray(value) && kind !== 'packed';
    for (const item of isList ? (value as readonly Plain[]) : value === undefined ? [] : [value as Plain])
      write(writer, number, kind, item);
  }
  return writer.finish();
}

function write(writer: BinaryWriter, number: number, kind: Kind, value: Plain): void {
  switch (kind) {
    case 'int64':
      writer.tag(number, WireType.Varint).int64(value as number);
      break;
    case 'float':
      writer.tag(number, WireType.Bit32).float(value as number);
      break;
    case 'string':
      writer.tag(number, WireType.LengthDelimited).string(value as string);
      break;
    case 'bytes':
      writer.tag(number, WireType.LengthDelimited).bytes(value as Uint8Array);
      break;
    case 'packed':
      writer.tag(number, WireType.LengthDelimited).fork();
      for (const item of value as readonly number[]) writer.int64(item);
      writer.join();
      break;
    default:
      writer.tag(number, WireType.LengthDelimited).bytes(encode(kind, value as Message));
  }
}
