/**
 * Whole-number arithmetic on literal types, digit by digit as on paper, so that the compiler knows the sizes that a layer gives. Each
 * function of types has the function of values of the same name beside it.
 *
 * No answer is `never`, which would fit everything: of a number that is not known, or not whole, or below 0, it is `number`.
 */

/** `A + B`. */
export type Add<A extends number, B extends number> = Sum<Digits<A>, Digits<B>, Same, '0'> extends infer R extends string ? Numeral<R> : never

/** The value of `Add`. */
export const add = <A extends number, B extends number>(a: A, b: B): Add<A, B> => (a + b) as Add<A, B>

/** `A − B`, and 0 where B is larger. */
export type Subtract<A extends number, B extends number> =
  Sum<Digits<A>, Digits<B>, Lacking, '1'> extends infer R extends string ? R extends `${infer Left}1` ? Numeral<Left> : R extends `${string}0` ? 0 : number : never

/** The value of `Subtract`. */
export const subtract = <A extends number, B extends number>(a: A, b: B): Subtract<A, B> => Math.max(0, a - b) as Subtract<A, B>

/** `A · B`. */
export type Multiply<A extends number, B extends number> = Product<Digits<A>, Digits<B>> extends infer R extends string ? Numeral<R> : never

/** The value of `Multiply`. */
export const multiply = <A extends number, B extends number>(a: A, b: B): Multiply<A, B> => (a * b) as Multiply<A, B>

/** `⌊A / B⌋`, and 0 where B is 0. */
export type Divide<A extends number, B extends number> = B extends 0 ? 0 : Quotient<`${A}`, Digits<B>> extends infer R extends string ? Leading<R> : never

/** The value of `Divide`. */
export const divide = <A extends number, B extends number>(a: A, b: B): Divide<A, B> => (b === 0 ? 0 : Math.floor(a / b)) as Divide<A, B>

/** Whether `A < B`. */
export type Less<A extends number, B extends number> =
  Sum<Digits<A>, Digits<B>, Lacking, '1'> extends infer R ? R extends `${string}1` ? false : R extends `${string}0` ? true : boolean : never

/** The value of `Less`. */
export const less = <A extends number, B extends number>(a: A, b: B): Less<A, B> => (a < b) as Less<A, B>

// A number is a text with its last digit first, since a carry goes from there.

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
type Bit = '0' | '1'

/** A number's digits, the last first. What is no whole number keeps something that is no digit, and no sum comes of it. */
type Digits<N extends number> = Reversed<`${N}`>
type Reversed<T extends string, R extends string = ''> = T extends `${infer D extends Digit}${infer Rest}` ? Reversed<Rest, `${D}${R}`> : `${T}${R}`

/** The number that is written so; its first digits may be 0. */
type Numeral<T extends string> = Leading<Reversed<T>>
type Leading<T extends string> =
  T extends `0${infer D extends Digit}${infer Rest}` ? Leading<`${D}${Rest}`> : T extends `${infer N extends number}` ? N : number
type Nothing = '?'

/** Row x is x + y for y = 0, 1, …: first what is carried, then the digit. */
type From0 = ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09']
type From1 = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']
type From2 = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11']
type From3 = ['03', '04', '05', '06', '07', '08', '09', '10', '11', '12']
type From4 = ['04', '05', '06', '07', '08', '09', '10', '11', '12', '13']
type From5 = ['05', '06', '07', '08', '09', '10', '11', '12', '13', '14']
type From6 = ['06', '07', '08', '09', '10', '11', '12', '13', '14', '15']
type From7 = ['07', '08', '09', '10', '11', '12', '13', '14', '15', '16']
type From8 = ['08', '09', '10', '11', '12', '13', '14', '15', '16', '17']
type From9 = ['09', '10', '11', '12', '13', '14', '15', '16', '17', '18']
type From10 = ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19']

/** x + y without a carry, and with one. */
type Sums = [
  [From0, From1, From2, From3, From4, From5, From6, From7, From8, From9],
  [From1, From2, From3, From4, From5, From6, From7, From8, From9, From10],
]

/** How a digit of B is read: as it is, or as what it lacks of 9, since `A − B = A + (99…9 − B) + 1 − 100…0`. */
type Same = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
type Lacking = ['9', '8', '7', '6', '5', '4', '3', '2', '1', '0']

/** The digits of the sum, then what the last place carries. */
type Sum<A extends string, B extends string, Read extends Same | Lacking, Carry extends Bit, R extends string = ''> =
  A extends `${infer X extends Digit}${infer As}`
    ? B extends `${infer Y extends Digit}${infer Bs}` ? Onward<Sums[Carry][X][Read[Y]], As, Bs, Read, R>
      : B extends '' ? Onward<Sums[Carry][X][Read['0']], As, '', Read, R> : Nothing
    : B extends `${infer Y extends Digit}${infer Bs}`
      ? A extends '' ? Onward<Sums[Carry]['0'][Read[Y]], '', Bs, Read, R> : Nothing
      : `${A}${B}` extends '' ? `${R}${Carry}` : Nothing
type Onward<Place extends string, A extends string, B extends string, Read extends Same | Lacking, R extends string> =
  Place extends `${infer Carry extends Bit}${infer D}` ? Sum<A, B, Read, Carry, `${R}${D}`> : Nothing

/** A times the last digit of B, and ten times A times the others. */
type Product<A extends string, B extends string> =
  B extends `${infer D extends Digit}${infer Bs}` ? Bs extends '' ? Times<A, Tables[D]> : Sum<Times<A, Tables[D]>, `0${Product<A, Bs>}`, Same, '0'> : Nothing
/** The ones of each product of two digits, and the tens, one place further on. */
type Times<A extends string, Table extends Tables[Digit], Ones extends string = '', Tens extends string = '0'> =
  A extends `${infer X extends Digit}${infer As}`
    ? Table[X] extends `${infer Ten}${infer One}` ? Times<As, Table, `${Ones}${One}`, `${Tens}${Ten}`> : Nothing
    : A extends '' ? Sum<Ones, Tens, Same, '0'> : Nothing
type Tables = [
  ['00', '00', '00', '00', '00', '00', '00', '00', '00', '00'],
  ['00', '01', '02', '03', '04', '05', '06', '07', '08', '09'],
  ['00', '02', '04', '06', '08', '10', '12', '14', '16', '18'],
  ['00', '03', '06', '09', '12', '15', '18', '21', '24', '27'],
  ['00', '04', '08', '12', '16', '20', '24', '28', '32', '36'],
  ['00', '05', '10', '15', '20', '25', '30', '35', '40', '45'],
  ['00', '06', '12', '18', '24', '30', '36', '42', '48', '54'],
  ['00', '07', '14', '21', '28', '35', '42', '49', '56', '63'],
  ['00', '08', '16', '24', '32', '40', '48', '56', '64', '72'],
  ['00', '09', '18', '27', '36', '45', '54', '63', '72', '81'],
]

/** Long division: A with its first digit first, what is left so far, and the digits of the answer. */
type Quotient<A extends string, B extends string, Rest extends string = '', R extends string = ''> =
  A extends `${infer D extends Digit}${infer As}`
    ? Fit<`${D}${Rest}`, B> extends readonly [infer N extends Digit, infer Left extends string] ? Quotient<As, B, Left, `${R}${N}`> : Nothing
    : A extends '' ? R : Nothing

/** How often B fits into A, and what is left. */
type Fit<A extends string, B extends string, N extends Digit = '0'> =
  Sum<A, B, Lacking, '1'> extends infer R ? R extends `${infer Left}1` ? Fit<Left, B, After[N]> : R extends `${string}0` ? readonly [N, A] : Nothing : never
type After = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9']
