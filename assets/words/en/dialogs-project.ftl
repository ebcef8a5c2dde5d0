### A new project, and name and settings of one that is there.

new-project-title = New project
# What it is called at first; its folder is named after it.
new-project-first-name = My project
new-project-folder = Folder
new-project-annotator = Your name
new-project-annotator-help = Every annotation bears the name of the person who made it.
new-project-codebook = Codebook to begin with
new-project-no-annotator = Give your name
new-project-no-whole-path = Give the whole path of the folder
new-project-is-there = There is a project in this folder already: open it, or choose another folder
new-project-not-empty = This folder is not empty: choose another one, or a new name
title-project-place = Folder in which the project is made
new-project-create = Create
project-form = Name and description
project-form-nameless = Give the project a name
project-form-name-help = The folder keeps its name: other programs and colleagues know it by that.
project-form-about = What it is about
project-form-open-as = Newcomers open the project
project-form-open-as-help = As one of its annotators: good for a sample that is only to be looked at.
project-form-as-themselves = under their own name
project-form-as = as { $name }
