"""Documents that other programs make are read by Postil and by other programs, and the words are compared, in their order.

    articles.py POSTIL FOLDER

LibreOffice makes DOCX, ODT, RTF, EPUB and PDF of texts in five languages; reportlab makes a PDF of two columns with running
heads and hyphens. What Postil takes into a project is compared with what pandoc, LibreOffice and pdftotext take out: at least
99.5 % of the words must be the same in the same order. Differences are listed. What is not there is named and left out.
"""

import difflib
import html
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

ENOUGH = 0.995

ENGLISH = [
    "The mayor of the harbour town said on Monday that the administration would reconsider the extraordinary development "
    "programme before the municipal elections, as is well known in the town.",
    "Representatives of the unions condemned the announcement as “irresponsible”; they demanded negotiations about "
    "compensation for everybody whose work ends with the plan – 1,200 people, says Núñez & Co.",
    "Nobody knows what the council will say. The development of the quarter began ten years ago, and three million "
    "euros (€3,000,000) have been spent on it 😀 so far.",
    "The vote comes in March. Until then the compensation is a matter of talks behind closed doors, which both sides regret.",
]
GERMAN = [
    "Die Bürgermeisterin der Hafenstadt sagte am Montag, die Verwaltung werde das außerordentliche Entwicklungsprogramm vor den "
    "Kommunalwahlen überdenken, wie in der Stadt jeder weiß.",
    "Die Gewerkschaften verurteilten die Ankündigung als „verantwortungslos“ und forderten Verhandlungen über eine "
    "Entschädigung für alle, deren Arbeit mit dem Plan endet.",
    "Niemand weiß, was der Rat dazu sagen wird. Die Entwicklung des Viertels begann vor zehn Jahren und hat bisher drei "
    "Millionen gekostet.",
]
RUSSIAN = [
    "Министр заявил, что порт будет закрыт до конца года, и профсоюзы выступили против этого решения.",
    "Представители рабочих потребовали переговоров о компенсации для всех, чья работа закончится вместе с портом.",
    "Никто не знает, что на это скажет совет города в марте.",
]
ARABIC = [
    "قال الوزير إن الميناء سيغلق قبل نهاية العام الحالي وإن النقابات ترفض ذلك.",
    "وطالب ممثلو العمال بمفاوضات حول التعويضات لكل من يفقد عمله مع إغلاق الميناء.",
]
CHINESE = [
    "市长表示，港口将于年底前关闭，工会对此表示反对。",
    "工人代表要求就所有因关闭而失去工作的人的补偿问题进行谈判。",
]
TEXTS = {"english": ("en", ENGLISH), "german": ("de", GERMAN), "russian": ("ru", RUSSIAN), "arabic": ("ar", ARABIC), "chinese": ("zh", CHINESE)}


def page(language, paragraphs):
    direction = "rtl" if language == "ar" else "ltr"
    font = {"zh": "Noto Serif CJK SC", "ar": "Noto Sans Arabic"}.get(language, "DejaVu Serif")
    body = [f"<h1>{html.escape(paragraphs[0].split(' ')[0])} {language}</h1>"]
    for _ in range(3):
        for text in paragraphs:
            words = html.escape(text).split(" ")
            # A link, and letters of two kinds, in the middle.
            if len(words) > 8:
                words[2] = f'<a href="https://example.org/">{words[2]}</a>'
                words[5] = f"<b>{words[5]}</b>"
                words[7] = f"<i>{words[7]}</i>"
            body.append(f"<p>{' '.join(words)}</p>")
        body.append(f"<h2>{html.escape(paragraphs[-1][:20].rsplit(' ', 1)[0])}</h2>")
    body.append("<ul>" + "".join(f"<li>{html.escape(text)}</li>" for text in paragraphs) + "</ul>")
    cells = [html.escape(text.split(" ")[0][:12]) for text in paragraphs]
    body.append("<table border=1>" + f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" * 2 + "</table>")
    body.append(f"<p>{html.escape(paragraphs[0])}</p>")
    style = f"body {{ font-family: '{font}' }}"
    return f'<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{language}</title><style>{style}</style></head><body>{"".join(body)}</body></html>'


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, check=True, **more).stdout.decode("utf-8", "replace")


def convert(folder, target, files, infilter=None):
    """LibreOffice makes files of one format of others, all in one go."""
    home = folder.parent / "libreoffice"
    command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless"]
    if infilter:
        command.append(f"--infilter={infilter}")
    run(*command, "--convert-to", target, "--outdir", folder, *files, timeout=100)


def words(text):
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]", "", text)
    # Chinese has no spaces: a line may end anywhere.
    text = re.sub("([\u2e80-\u9fff])", r" \1 ", text)
    # Signs of items are text for some programs.
    return [word for word in re.sub("[•▪◦‣●○■]", " ", text).split() if not re.fullmatch(r"[·*o-]+", word)]


def ours(postil, file, work):
    project = work / "project"
    shutil.rmtree(project, ignore_errors=True)
    run(postil, "new", project, "--name", "x")
    run(postil, "import", project, file)
    texts = sorted((project / "articles").glob("*.txt"))
    assert len(texts) == 1, f"{file.name}: {len(texts)} articles"
    return texts[0].read_text()


def compare(name, program, mine, theirs):
    mine, theirs = words(mine), words(theirs)
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    share = same / max(len(mine), len(theirs), 1)
    print(f"   {name:24} as {program:12} {len(mine):5} words, {share:.2%} the same")
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            print(f"      ours {' '.join(mine[a:b])!r} theirs {' '.join(theirs[c:d])!r}")
    return share >= ENOUGH


def two_columns(path):
    """A PDF of two columns on three pages, with running heads and words that are parted; what it says."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    texts = []
    for round_ in range(9):
        for text in ENGLISH:
            # The fonts of every PDF have no emoji.
            texts.append(f"In case {round_ + 1}: " + text.replace("😀 ", ""))
    sheet = canvas.Canvas(str(path), pagesize=A4, pageCompression=0)
    sheet.setTitle("Council votes")
    sheet.setAuthor("Ana Núñez")
    width, number, column, y = 230, 1, 0, 770

    def head():
        sheet.setFont("Times-Italic", 9)
        sheet.drawString(60, 805, "Harbour Courier, 1 March 2026")
        sheet.drawCentredString(297, 30, f"Page {number}")

    head()
    parted = {"administration": "adminis-tration", "development": "develop-ment", "compensation": "compen-sation", "negotiations": "negotia-tions"}
    for text in texts:
        line, indent = "", 12
        lines = []
        for word in text.split(" "):
            long = f"{line} {word}".strip()
            if sheet.stringWidth(long, "Times-Roman", 10) <= width - indent:
                line = long
                continue
            first, _, rest = parted.get(word, word).partition("-")
            if rest and sheet.stringWidth(f"{line} {first}-", "Times-Roman", 10) <= width - indent:
                lines.append((indent, f"{line} {first}-"))
                line = rest
            else:
                lines.append((indent, line))
                line = word
            indent = 0
        lines.append((indent, line))
        for indent, line in lines:
            if y < 60:
                column, y = column + 1, 770
            if column == 2:
                sheet.showPage()
                number, column = number + 1, 0
                head()
            sheet.setFont("Times-Roman", 10)
            sheet.drawString(60 + 245 * column + indent, y, line)
            y -= 12
    sheet.save()
    return "\n\n".join(texts)


def main():
    postil, work = sys.argv[1], pathlib.Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    good = True
    has = {name: shutil.which(name) for name in ("soffice", "pandoc", "pdftotext")}
    for name, path in has.items():
        if not path:
            print(f"   there is no {name}: what it reads is left out")

    made = work / "two-columns.pdf"
    said = two_columns(made)
    mine = ours(postil, made, work)
    good &= compare("two-columns.pdf", "was written", mine, said)
    if has["pdftotext"]:
        theirs = run("pdftotext", made, "-")
        theirs = re.sub(r"(?m)^(Harbour Courier, 1 March 2026|Page \d+)$", "", theirs.replace("\f", "\n"))
        good &= compare("two-columns.pdf", "pdftotext", mine, re.sub(r"(\w)-\n+(?=[a-z])", r"\1", theirs))
    if mine.count("\n\n") != said.count("\n\n"):
        print(f"      {mine.count(chr(10) * 2) + 1} paragraphs and not {said.count(chr(10) * 2) + 1}")

    if has["soffice"]:
        pages = []
        for name, (language, paragraphs) in TEXTS.items():
            pages.append(work / f"{name}.html")
            pages[-1].write_text(page(language, paragraphs))
        writer = "HTML (StarWriter)"
        convert(work, "odt", pages, writer)
        texts = [path.with_suffix(".odt") for path in pages]
        for target in ("docx:MS Word 2007 XML", "rtf", "epub", "pdf:writer_pdf_Export"):
            convert(work, target, texts)
        plain = work / "plain"
        convert(plain, "txt:Text (encoded):UTF8", texts)
        for path in texts:
            for ending in (".odt", ".docx", ".rtf", ".epub", ".pdf"):
                file = path.with_suffix(ending)
                mine = ours(postil, file, work)
                if ending == ".pdf":
                    if has["pdftotext"]:
                        theirs = run("pdftotext", file, "-")
                        good &= compare(file.name, "pdftotext", mine, theirs)
                    continue
                good &= compare(file.name, "LibreOffice", mine, (plain / f"{path.stem}.txt").read_text())
                # pandoc breaks emoji in RTF, and drops the text of links.
                if has["pandoc"] and ending != ".rtf":
                    theirs = run("pandoc", file, "-t", "plain", "--wrap=none")
                    theirs = re.sub(r"(?m)^[\s-]+$", "", theirs)
                    good &= compare(file.name, "pandoc", mine, theirs)
    sys.exit(not good)


main()
