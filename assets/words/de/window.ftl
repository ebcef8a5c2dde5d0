### Das Fenster als Ganzes.

window-menus = Menüs
window-status = Status
window-show-all = Alle zeigen
window-close = Schließen
window-broke-off = „{ $job }“ ist abgebrochen; das ist ein Fehler dieses Programms. Dadurch wurde nichts verändert; die getane Arbeit ist sicher.
window-and-more = { $first } Und { $count } weitere.
