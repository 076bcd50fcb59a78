/** The first `count` of four numbers, 1 to 3, and zeros. What follows is not read: memory may end there. */
export function loadSome(from: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(from)
  const two = v128.load64_zero(from)
  return count == 2 ? two : v128.load_lane<f32>(from + 8, two, 2)
}
