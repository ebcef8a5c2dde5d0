### The window as a whole.

window-menus = Menus
window-status = Status
window-show-all = Show all
window-close = Close
window-broke-off = “{ $job }” broke off, which is a fault of this program. Nothing was changed by it; what you have done is safe.
window-and-more = { $first } And { $count } more.
