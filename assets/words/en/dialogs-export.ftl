### Where the annotations go, in which format.

export-title = Export
export-format = Format
export-file = File
export-replaces = This file is there already. Exporting replaces it.
export-whose = Whose annotations
export-everybody = Everybody
export-do = Export
title-export = Export to
export-no-path = Give the path of a file
export-no-whole-path = Give the whole path of the file
export-into-folder = This is a folder: give the name of a file in it
