/** One timer a page for everything that tells the time: it fires just after each full second. */

const followers = new Set<() => void>()
let timer: number | undefined

function tick(): void {
  for (const follower of followers) follower()
  timer = window.setTimeout(tick, 1005 - (Date.now() % 1000))
}

/** Called once a second, just after it turned; stops when the last follower has left. */
export function onTick(follower: () => void): () => void {
  followers.add(follower)
  if (timer === undefined) timer = window.setTimeout(tick, 1005 - (Date.now() % 1000))
  return () => {
    followers.delete(follower)
    if (followers.size > 0) return
    window.clearTimeout(timer)
    timer = undefined
  }
}
