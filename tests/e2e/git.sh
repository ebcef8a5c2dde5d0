#!/usr/bin/env bash
# Two clones of a repository with a project: both annotate, git merges by what the files say, and the project is sound.
# Usage: git.sh PROGRAM
set -euo pipefail
postil=$(realpath "$1")
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
export HOME=$desk GIT_CONFIG_NOSYSTEM=1 XDG_STATE_HOME=$desk/state
git config --global user.name Test
git config --global user.email test@example.org
git config --global init.defaultBranch main
git config --global advice.mergeConflict false
cd "$desk"

say() { printf '   %s\n' "$*"; }
fail() { printf 'git.sh: %s\n' "$*" >&2; exit 1; }
mark() { "$postil" annotate "$1" port.txt --annotator ana --tag "$2" --span "$3" >/dev/null; }
commit() { git -C "$1" add -A && git -C "$1" commit --quiet -m "$2"; }
sound() { "$postil" check "$1" --errors-only >/dev/null || { "$postil" check "$1"; fail "$1 is not sound"; }; }
# How many annotations there are.
count() { cat "$1"/annotators/ana/layers/*.ron | grep -c '(id: "' || true; }

# The project is in a folder of the repository, as it often is.
mkdir shared && git -C shared init --quiet
"$postil" new shared/project --name Port --annotator Ana >/dev/null
printf 'The port will close, said the mayor. It will not, said the union. Nobody asked the fish.\n' >port.txt
"$postil" import shared/project port.txt --annotator ana >/dev/null
for span in 0..8 4..8 9..13; do mark shared/project claim $span; done
commit shared "Three annotations"
git clone --quiet shared laptop
git clone --quiet shared desktop
for clone in laptop desktop; do "$postil" git-setup $clone/project >/dev/null; done

# Different annotations, next to each other in the file as well.
for span in 14..19 21..25 26..29; do mark laptop/project actor $span; done
for span in 37..39 40..44 45..48; do mark desktop/project stance $span; done
commit laptop "On the laptop" && commit desktop "On the desktop"
git -C laptop push --quiet origin HEAD:laptop
git -C desktop fetch --quiet && git -C desktop merge --quiet --no-edit origin/laptop || fail "git could not merge"
[ "$(count desktop/project)" = 9 ] || fail "$(count desktop/project) annotations instead of 9"
sound desktop/project
say "two clones, both annotated: merged, sound"

# The same merge from the other side comes to the same file.
git -C desktop push --quiet origin HEAD:desktop
git -C laptop fetch --quiet && git -C laptop merge --quiet --no-edit origin/desktop
[ "$(git -C laptop rev-parse HEAD:project)" = "$(git -C desktop rev-parse HEAD:project)" ] || fail "the two differ"

# One annotation with two tags: both versions are there, one of them flagged.
layer=$(cd laptop && ls project/annotators/ana/layers/*.ron)
sed -i '0,/tag: "claim"/s//tag: "actor"/' "laptop/$layer" && commit laptop "An actor"
sed -i '0,/tag: "claim"/s//tag: "stance"/' "desktop/$layer" && commit desktop "A stance"
git -C laptop push --quiet origin HEAD:laptop
git -C desktop fetch --quiet && git -C desktop merge --quiet --no-edit origin/laptop 2>messages || fail "git could not merge"
grep -q 'was changed both here and by the other branch (tag)' messages || fail "nothing was told: $(cat messages)"
[ "$(count desktop/project)" = 10 ] || fail "$(count desktop/project) annotations instead of 10"
grep -q 'unsure: true' "desktop/$layer" || fail "nothing is flagged"
sound desktop/project
say "one annotation with two tags: both kept, one flagged"

# Without the driver git leaves its markers, and postil merge takes them.
git -C laptop pull --quiet --no-rebase ../desktop HEAD
git -C laptop config --remove-section merge.postil
git -C laptop config merge.conflictStyle diff3
sed -i '0,/tag: "claim"/s//tag: "actor"/' "laptop/$layer" && mark laptop/project claim 66..72
commit laptop "On the laptop"
sed -i '0,/tag: "claim"/s//unsure: true, tag: "claim"/' "desktop/$layer" && mark desktop/project claim 73..78
commit desktop "On the desktop"
git -C desktop push --quiet origin HEAD:desktop
git -C laptop fetch --quiet
! git -C laptop merge --quiet --no-edit origin/desktop >/dev/null 2>&1 || fail "git merged what it cannot"
grep -q '^<<<<<<<' "laptop/$layer" || fail "there are no markers"
"$postil" merge laptop/project >/dev/null 2>messages || [ $? = 1 ] || fail "$(cat messages)"
! grep -q '^<<<<<<<' "laptop/$layer" || fail "the markers are still there"
grep -q 'tag: "actor".*unsure: true' "laptop/$layer" || fail "the two changes of one annotation did not come together"
for words in "Nobody" "asked"; do grep -q "text: \"$words\"" "laptop/$layer" || fail "$words is gone"; done
sound laptop/project
commit laptop "Merged"
say "git's markers: merged, sound"

# Reviews: two reviewers decide different cases in two clones, and one says who annotates what.
git -C desktop pull --quiet --no-rebase ../laptop HEAD
"$postil" git-setup laptop/project >/dev/null
for clone in laptop desktop; do
  git -C $clone config --get diff.postil.wordRegex >/dev/null || fail "git does not compare word by word"
done
article=$(cd laptop/project/articles && ls *.ron | head -1); article=${article%.ron}
"$postil" status laptop/project "$article" done --anyway --annotator ana >/dev/null
commit laptop "Done" && git -C desktop pull --quiet --no-rebase ../laptop HEAD
"$postil" adjudicate laptop/project --rule annotator:ana --annotator Rea 2>/dev/null >/dev/null
"$postil" adjudicate desktop/project --rule annotator:ana --annotator Ray 2>/dev/null >/dev/null
"$postil" assign desktop/project --to ana --overlap 0 >/dev/null 2>&1
commit laptop "Rea decides" && commit desktop "Ray decides"
git -C laptop push --quiet origin HEAD:laptop
git -C desktop fetch --quiet && git -C desktop merge --quiet --no-edit origin/laptop || fail "git could not merge decisions"
gold() { cat "$1"/annotators/gold/layers/*.ron | grep -c '(id: "' || true; }
[ "$(gold desktop/project)" = "$(gold laptop/project)" ] || fail "two reviewers who decide the same made two gold annotations"
ls desktop/project/annotators/rea/reviews/*.ron desktop/project/annotators/ray/reviews/*.ron >/dev/null || fail "a review is gone"
grep -q 'assigned' desktop/project/reviewing.ron || fail "who annotates what is gone"
sound desktop/project
say "two reviewers, both decided: merged, one gold layer"

# A bundle by mail, and back.
"$postil" bundle laptop/project --annotator ana --output ana.postil >/dev/null
"$postil" merge desktop/project ana.postil --dry-run >told || [ $? = 1 ] || fail "$(cat told)"
grep -q ' here, .* there; ' told || fail "nothing is told of the bundle: $(cat told)"
head -c 300 ana.postil >torn.postil
! "$postil" merge desktop/project torn.postil >/dev/null 2>told || fail "a torn bundle was taken"
grep -q 'othing was taken' told || fail "$(cat told)"
say "a bundle by mail: told, a torn one refused"
