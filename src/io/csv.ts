export { type Column, parseNumbers } from '../formats/csv.ts'
