#!/usr/bin/env bash
# `postil sync`: two clones and a bare repository, edits on both sides, everything that can be in the way. What the window does is
# the same code.
# Usage: sync.sh PROGRAM
set -euo pipefail
postil=$(realpath "$1")
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
export HOME=$desk GIT_CONFIG_NOSYSTEM=1 XDG_STATE_HOME=$desk/state XDG_CONFIG_HOME=$desk/config
unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL EMAIL || true
git config --global init.defaultBranch main
git config --global advice.mergeConflict false
cd "$desk"

say() { printf '   %s\n' "$*"; }
fail() { printf 'sync.sh: %s\n' "$*" >&2; exit 1; }
mark() { "$postil" annotate "$1" port.txt --annotator "$2" --tag "$3" --span "$4" >/dev/null 2>&1 || fail "cannot mark $*"; }
sound() { "$postil" check "$1" --errors-only >/dev/null || { "$postil" check "$1"; fail "$1 is not sound"; }; }
count() { cat "$1"/annotators/*/layers/*.ron | grep -c '(id: "' || true; }
layer() { ls "$1"/annotators/"$2"/layers/*.ron; }
# Syncs, and expects an exit code.
sync() {
  local wanted=$1 code=0
  shift
  "$postil" sync "$@" >out 2>err || code=$?
  [ "$code" = "$wanted" ] || fail "sync $* ended with $code instead of $wanted: $(cat out err)"
}
told() { grep -qF "$1" out err || fail "it is not told: $1: $(cat out err)"; }
same() {
  [ "$(git -C "$1" rev-parse HEAD)" = "$(git -C "$2" rev-parse HEAD)" ] || fail "$1 and $2 are not at the same commit"
  [ -z "$(git -C "$1" status --porcelain)" ] && [ -z "$(git -C "$2" status --porcelain)" ] || fail "something is left over"
  ! git -C "$1" rev-parse -q --verify MERGE_HEAD >/dev/null || fail "a merge is under way"
}

# What stands in the way is told.
"$postil" new lone --name Port --annotator Ana >/dev/null
printf 'The port will close, said the mayor. It will not, said the union. Nobody asked the fish.\n' >port.txt
"$postil" import lone port.txt --annotator ana >/dev/null
sync 2 lone
told "in no git repository"
PATH=/nowhere sync 2 lone
told "not installed"
say "no git, no repository: told"

# Without a name, and without a remote: everything is committed.
mkdir a && git -C a init --quiet && mv lone a/project
printf 'not of the project\n' >a/other.txt
printf 'half written\n' >a/project/articles/.x.ron.1-0.postil-new
mark a/project ana claim 0..8
sync 0 a/project --dry-run --json --annotator ana
python3 - <<'PY'
import json
plan = json.load(open("out"))
assert plan["branch"] == "main" and "remote" not in plan, plan
assert plan["changes"]["new"] >= 6 and not plan["changes"]["deleted"], plan
assert plan["steps"] == [] and "Ana" in plan["message"] and "port" in plan["message"], plan
PY
git -C a rev-parse -q --verify HEAD >/dev/null && fail "a dry run has committed"
sync 0 a/project --annotator ana
told "Committed"
told "no remote"
[ "$(git -C a log -1 --format='%an <%ae>')" = "Ana <ana@localhost>" ] || fail "the commit names $(git -C a log -1 --format='%an <%ae>')"
git -C a log -1 --format=%B | grep -q 'Ana: annotations in 1 article' || fail "$(git -C a log -1 --format=%B)"
git -C a ls-files | grep -qE 'other.txt|postil-new' && fail "more than the project was committed"
rm a/other.txt a/project/articles/.x.ron.1-0.postil-new
git -C a config --get merge.postil.driver >/dev/null || fail "git was not told how to merge"
sync 0 a/project --annotator ana
told "Nothing new to commit"
say "no name, no remote: committed, the project alone"

# A remote that does not have the branch yet; then two clones work on both sides of it.
git init --quiet --bare hub
git -C a remote add origin "$desk/hub"
sync 0 a/project --annotator ana
told "Pushed: 1 commit"
git -C a rev-parse -q --verify 'main@{upstream}' >/dev/null || fail "the branch does not know where it goes"
git clone --quiet hub b
for span in 4..8 9..13; do mark a/project ana actor $span; done
for span in 37..39 40..44 45..48; do mark b/project ben stance $span; done
# One layer from two computers: next to each other in the file as well.
mark b/project ana claim 66..72
sync 0 a/project --annotator ana
sync 0 b/project --annotator ben
told "Merged"
told "1 file was changed on both sides"
sync 0 a/project --annotator ana
same a b
[ "$(count a/project)" = 7 ] && [ "$(count b/project)" = 7 ] || fail "$(count a/project), $(count b/project) annotations instead of 7"
sound a/project && sound b/project
sync 0 a/project --annotator ana
told "The others have everything"
say "two clones and a bare repository: both have everything"

# The same annotation changed on both sides, with a driver that is gone: both versions stay, told, no markers.
ours=$(layer a/project ana) && theirs=$(layer b/project ana)
git -C b config merge.postil.driver "/nowhere/postil merge-driver %O %A %B %P"
sed -i '0,/tag: "claim"/s//tag: "actor"/' "$ours" && sync 0 a/project --annotator ana
sed -i '0,/tag: "claim"/s//tag: "stance"/' "$theirs"
sync 1 b/project --annotator ben
told "was changed both here and by a colleague, through git (tag)"
grep -q '<<<<<<<' -r b/project && fail "there are markers"
[ "$(count b/project)" = 8 ] || fail "$(count b/project) annotations instead of 8"
sync 0 a/project --annotator ana
same a b
sound a/project
say "one annotation changed on both sides: both versions, told"

# An article that one removes while the other works on it stays.
printf 'The strike is over.\n' >strike.txt
"$postil" import a/project strike.txt --annotator ana >/dev/null
sync 0 a/project --annotator ana && sync 0 b/project --annotator ben
strike=$(grep -l 'strike' a/project/articles/*.txt) && strike=$(basename "$strike" .txt)
"$postil" annotate a/project strike.txt --annotator ana --tag claim --span 0..3 >/dev/null
sync 0 a/project --annotator ana && sync 0 b/project --annotator ben
git -C b rm -q "project/articles/$strike.txt" "project/articles/$strike.ron" "project/annotators/ana/layers/$strike.ron"
sync 0 b/project --annotator ben
"$postil" annotate a/project strike.txt --annotator ana --tag claim --span 4..10 >/dev/null
sync 1 a/project --annotator ana
told "was removed on one side"
sync 0 b/project --annotator ben
same a b
ls b/project/articles/"$strike".txt b/project/articles/"$strike".ron >/dev/null || fail "the article is gone"
sound b/project
say "removed here, worked on there: it stays"

# Files of others in the same repository that git cannot merge: taken back, told, nothing lost.
printf 'one\n' >a/notes.md && git -C a add notes.md && git -C a -c user.name=x -c user.email=x@y commit -q -m Notes
mark a/project ana actor 14..19
sync 0 a/project --annotator ana
printf 'two\n' >b/notes.md && git -C b add notes.md && git -C b -c user.name=x -c user.email=x@y commit -q -m Notes
mark b/project ben stance 14..19
sync 1 b/project --annotator ben
told "notes.md"
told "taken back"
git -C b rev-parse -q --verify MERGE_HEAD >/dev/null && fail "a merge is under way"
[ -z "$(git -C b status --porcelain)" ] || fail "$(git -C b status --porcelain)"
grep -q 'stance' "$(layer b/project ben | head -1)" || fail "something is gone"
git -C b -c user.name=x -c user.email=x@y merge -q -X ours --no-edit origin/main >/dev/null 2>&1 || fail "git could not merge by hand"
sync 0 b/project --annotator ben && sync 0 a/project --annotator ana
same a b
say "a file beside the project that cannot be merged: taken back, told"

# Somebody is faster each time: three attempts, then told. A hook of the hub plays that part.
mark a/project ana actor 21..25
cat >hub/hooks/pre-receive <<'HOOK'
#!/bin/sh
# Somebody else's commit is there first.
while read -r old new ref; do
  other=$(git -c user.name=x -c user.email=x@y commit-tree -m Faster -p "$old" "$old^{tree}")
  env -u GIT_QUARANTINE_PATH git update-ref "$ref" "$other"
done
HOOK
chmod +x hub/hooks/pre-receive
sync 1 a/project --annotator ana
told "Somebody else pushed first"
rm hub/hooks/pre-receive
sync 0 a/project --annotator ana
sync 0 b/project --annotator ben
same a b
say "somebody is faster: merged again, told after three times"

# A push that is refused, a place that is gone, a door that is shut.
printf '#!/bin/sh\necho "No pushes \033[31mon Fridays" >&2\nexit 1\n' >hub/hooks/pre-receive && chmod +x hub/hooks/pre-receive
mark a/project ana actor 26..29
sync 1 a/project --annotator ana
told "on Fridays"
grep -q $'\033' out err && fail "what a hook says steers the terminal"
rm hub/hooks/pre-receive
sync 0 a/project --annotator ana
git -C a remote set-url origin http://ana:secret@127.0.0.1:9/hub
mark a/project ana actor 30..35
sync 1 a/project --annotator ana
told "cannot be reached"
grep -q secret out err && fail "a password is shown"
[ -z "$(git -C a status --porcelain)" ] || fail "it is not committed"
python3 - <<'PY' &
import http.server
class Shut(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="hub"')
        self.end_headers()
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Shut)
open("shut", "w").write(str(server.server_port))
for _ in range(4):
    server.handle_request()
PY
shut=$!
until [ -s shut ]; do sleep 0.05; done
git -C a remote set-url origin "http://127.0.0.1:$(cat shut)/hub"
sync 1 a/project --annotator ana
told "does not ask for passwords"
kill $shut 2>/dev/null || true
git -C a remote set-url origin "$desk/hub"
sync 0 a/project --annotator ana && sync 0 b/project --annotator ben
say "refused, offline, a password wanted: told, committed"

# In the middle of something.
git -C a switch --quiet --detach
sync 1 a/project --annotator ana
told "No branch is checked out"
git -C a switch --quiet main
touch "$(git -C a rev-parse --absolute-git-dir)/MERGE_HEAD"
sync 1 a/project --annotator ana
told "A merge is under way"
rm a/.git/MERGE_HEAD
mkdir a/.git/rebase-merge
sync 1 a/project --annotator ana
told "A rebase is under way"
rmdir a/.git/rebase-merge
printf '/project\n' >>a/.git/info/exclude && git -C a rm -r -q --cached project
sync 1 a/project --annotator ana
told "told to ignore"
git -C a reset -q && sed -i '\,^/project$,d' a/.git/info/exclude
say "no branch, a merge or rebase under way, ignored: told"

# A sync that was killed in the middle of its merge is brought to its end by the next one, with what was written since.
before=$(count a/project)
mark a/project ana actor 49..53
sync 0 a/project --annotator ana
mark b/project ana stance 54..57
git -C b add -A && git -C b -c user.name=x -c user.email=x@y commit -q -m Here
git -C b fetch -q
git -C b rev-parse origin/main >b/.git/postil-merge
! git -C b -c merge.postil.driver=false -c user.name=x -c user.email=x@y merge -q --no-edit -X no-renames origin/main >/dev/null 2>&1 || fail "there is no conflict"
mark b/project ana claim 58..63
sync 0 b/project --annotator ben
sync 0 a/project --annotator ana
same a b
[ "$(count a/project)" = $((before + 3)) ] || fail "$(count a/project) annotations instead of $((before + 3))"
sound a/project && sound b/project
say "killed in the middle of a merge: brought to its end"
