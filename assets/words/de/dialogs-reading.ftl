### Wie Artikel gesetzt sind.

reading-title = Lesen
reading-face = Schrift
reading-face-other = Andere
reading-face-of-system = Schrift dieses Systems
reading-face-unknown = Eine Schrift dieses Namens gibt es hier nicht.
reading-size = Größe in Punkt
reading-line-spacing = Zeilenabstand
reading-measure = Zeichen pro Zeile
reading-reset = Wie am Anfang
