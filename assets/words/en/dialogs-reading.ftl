### How articles are set.

reading-title = Reading
reading-face = Face
reading-face-other = Another
reading-face-of-system = Font of this system
reading-face-unknown = There is no font of this name here.
reading-size = Size, in points
reading-line-spacing = Line spacing
reading-measure = Characters in a line
reading-reset = As it was made
