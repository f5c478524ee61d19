/** Somebody of a post, within a sentence: "an approver", "a statistician, approver". */
export function onePost(post: string): string {
  const words = post.toLowerCase()
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`
}
