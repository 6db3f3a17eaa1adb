#!/bin/sh
# Two desks that check facts hand each other what they found, from key to verdict and back. Each is a folder:
# north-desk has the first article, south-desk a second report of the same day, which is made up, like both
# desks, their readers and their verdict.
#
# It runs in the current folder, which has to be empty. KG is the command, SEEDS where the first article is.
set -eu

KG=${KG:-kg}
SEEDS=${SEEDS:-$(cd "$(dirname "$0")/.." && pwd)/seeds}
# What is not dated by hand is dated the same every time.
SOURCE_DATE_EPOCH=1795168800
export SOURCE_DATE_EPOCH

kg() {
    # Words of KG may be several, as in KG="python -m kg".
    command $KG "$@"
}

say() {
    printf '\n== %s\n' "$*"
}

# Run a command that has to end with this exit code; what it says of an error is a result here.
ends_with() {
    expected=$1
    shift
    code=0
    kg "$@" 2>&1 || code=$?
    if [ "$code" -ne "$expected" ]; then
        echo "two-desks: 'kg $*' ended with $code, not with $expected" >&2
        exit 1
    fi
}

[ -z "$(ls -A)" ] || { echo "two-desks: the current folder is not empty" >&2; exit 1; }
mkdir north-desk south-desk post elsewhere


say "North: build the first article, make a key, sign a bundle"
cp -R "$SEEDS" north-desk/seeds
kg build north-desk/seeds --store north-desk/store
kg keys new north-desk --folder north-desk
kg export --store north-desk/store --bundle post/north.zip --producer north-desk \
    --producer-title "North desk (made up)" --sign north-desk/north-desk.key
# The public key is not sent with the bundle: somebody carries it over.
cp north-desk/north-desk.pub south-desk/

say "North: the same bundle from files in another folder and time zone, byte for byte"
cp -R "$SEEDS" elsewhere/seeds
(
    cd elsewhere
    TZ=Asia/Tehran LC_ALL=C kg export --bundle north.zip --producer north-desk \
        --producer-title "North desk (made up)" --sign ../north-desk/north-desk.key
)
cmp post/north.zip elsewhere/north.zip && echo "the same"


say "South: build its own report"
mkdir south-desk/register south-desk/made-up-ganja
cat >south-desk/register/south.yaml <<'END'
sources:
  south-wire:
    label: {en: "South Wire (made up)", fa: "خبرگزاری جنوب (ساختگی)"}
    type: outlet
  observer:
    label: {en: "an observer (made up)", fa: "یک ناظر (ساختگی)"}
    type: person
  hospital:
    label: {en: "a hospital in Ganja (made up)", fa: "بیمارستانی در گنجه (ساختگی)"}
    type: organization
  resident:
    label: {en: "a resident of Ganja (made up)", fa: "یکی از ساکنان گنجه (ساختگی)"}
    type: person
  other-side:                       # not the one of north-desk's article
    label: {en: "the other side (asked for a statement, not named)", fa: "طرف دیگر (که از او پرسیده شد)"}
    type: group
  azerbaijan:
    label: {en: "Azerbaijan", fa: "آذربایجان"}
    type: state
    same_as: ["http://www.wikidata.org/entity/Q227"]
  armenia:
    label: {en: "Armenia", fa: "ارمنستان"}
    type: state
    same_as: ["http://www.wikidata.org/entity/Q399"]
  armenian-army:
    label: {en: "Armenia's forces", fa: "نیروهای ارمنستان"}
    type: organization
    part_of: armenia

places:
  ganja:
    label: {en: "Ganja", fa: "گنجه"}
    type: city
    within: azerbaijan

kinds:
  firing:
    label: {en: "firing", fa: "آتشباری"}
    functional: agent
  shelling:
    label: {en: "shelling", fa: "گلوله‌باران"}
    broader: firing
  silence:
    label: {en: "giving no statement", fa: "خودداری از اظهار نظر"}
  wounded:
    label: {en: "wounded", fa: "زخمی"}

populations:
  people:
    label: {en: "people", fa: "نفر"}
END
cat >south-desk/made-up-ganja/article.en.txt <<'END'
This report is made up. It only shows how two desks work together.

Armenia's forces shelled Ganja on 4 October 2020, an observer said. The shelling wounded five people, according to a hospital. A resident denied that a single shot had fallen on the city the day before. The other side gave no statement.
END
cat >south-desk/made-up-ganja/claims.yaml <<'END'
article:
  id: made-up-ganja
  text: article.en.txt
  language: en
  publisher: south-wire
  published: {from: 2020-10-05, to: 2020-10-05, basis: "made up, as everything here"}
  licence: https://creativecommons.org/licenses/by/4.0/

claims:
  - id: o1
    source: observer
    stance: asserts
    cue: said
    quote: Armenia's forces shelled Ganja on 4 October 2020
    gloss: {fa: "نیروهای ارمنستان گنجه را گلوله‌باران کردند"}
    says: {kind: shelling, agent: armenian-army, target: ganja, time: 2020-10-04}

  - id: h1
    source: hospital
    stance: asserts
    cue: according to
    quote: The shelling wounded five people
    gloss: {fa: "در گلوله‌باران گنجه پنج نفر زخمی شدند"}
    says:
      kind: shelling
      agent: armenian-army          # that of the sentence before
      target: ganja
      time: 2020-10-04
      count: {measure: wounded, of: people, min: 5, max: 5}

  - id: r1
    source: resident
    stance: denies
    cue: denied
    quote: a single shot had fallen on the city the day before
    gloss: {fa: "روز پیش حتی یک گلوله به شهر نخورد"}
    says:
      kind: firing
      target: ganja
      time: {from: 2020-10-04, to: 2020-10-04, basis: "the day before the report"}

  - id: w1
    source: south-wire
    stance: asserts
    quote: The other side gave no statement
    gloss: {fa: "طرف دیگر اظهار نظری نکرد"}
    says:
      kind: silence
      agent: other-side
      time: {from: 2020-10-04, to: 2020-10-05, basis: "until the report was published"}
END
kg build south-desk --store south-desk/store
kg keys new south-desk --folder south-desk
cp south-desk/south-desk.pub north-desk/

say "South: check what came by post, and take it in, apart from its own"
kg verify post/north.zip --key south-desk/north-desk.pub
kg import post/north.zip --key south-desk/north-desk.pub --store south-desk/store --when 2026-11-20T09:00:00Z

say "South: which of North's names are its own? The two 'other sides' are not"
kg matches --store south-desk/store >south-desk/matches.txt
awk '/^ ? ?[^ ]/ { shown = / is our / } shown' south-desk/matches.txt
kg reject north-desk:other-side --store south-desk/store --by Sam --when 2026-11-20T09:10:00Z
# What has a flag is accepted by name alone: that state is called by its long name in one of the registers.
kg accept --all north-desk:azerbaijan --store south-desk/store --by Sam --when 2026-11-20T09:20:00Z

say "South: what contradicts what across the two desks"
kg relations --store south-desk/store --relation contradicts --standpoint none \
    -o south-desk/contradictions.txt
sed -n '/^CONTRADICTION/,/independent origin/p' south-desk/contradictions.txt

say "South: judge a claim of North's"
cat >south-desk/verdicts.yaml <<'END'
verdicts:
  - claim: north-desk:karabakh-2020-10-04/d1
    rating: unproven
    explanation:
      en: "Made up, to show how a verdict travels: what this desk was shown settles it neither way."
      fa: "ساختگی، برای نشان دادن راه یک داوری: آنچه به ما نشان داده شد آن را روشن نمی‌کند."
    reviewer: "Sam of the South desk (made up)"
    date: 2026-11-20
END
kg import south-desk/verdicts.yaml --store south-desk/store
kg export --store south-desk/store --bundle post/south-1.zip --producer south-desk \
    --producer-title "South desk (made up)" --sign south-desk/south-desk.key
kg export --store south-desk/store --format claimreview --producer-title "South desk (made up)" \
    -o post/south-reviews.json
grep -E '"@type": "ClaimReview"|"alternateName"' post/south-reviews.json


say "North: check and take in what South sends back"
kg verify post/south-1.zip --key north-desk/south-desk.pub
kg import post/south-1.zip --key north-desk/south-desk.pub --store north-desk/store \
    --when 2026-11-21T09:00:00Z
kg matches --store north-desk/store >north-desk/matches.txt
awk '/^ ? ?[^ ]/ { shown = / is about / } shown' north-desk/matches.txt
review=$(awk '/ is about / { print $1 }' north-desk/matches.txt)
kg accept --all south-desk:azerbaijan "$review" --store north-desk/store --by Noor --when 2026-11-21T09:10:00Z

say "North: its own contradiction, with South's verdict as South's"
kg explain m1+d1 --store north-desk/store
kg report --store north-desk/store -o north-desk/report.html
grep -q "Sam of the South desk (made up)" north-desk/report.html

say "South: a second version: the day of a denial is mended, a count withdrawn"
sed -e 's/time: {from: 2020-10-04, to: 2020-10-04, basis: "the day before the report"}/time: {from: 2020-10-03, to: 2020-10-03, basis: "the day before the shelling"}/' \
    -e '/- id: h1/,/^$/d' south-desk/made-up-ganja/claims.yaml >south-desk/claims.new
mv south-desk/claims.new south-desk/made-up-ganja/claims.yaml
kg build south-desk --store south-desk/store
kg export --store south-desk/store --bundle post/south-2.zip --producer south-desk \
    --producer-title "South desk (made up)" --sign south-desk/south-desk.key

say "North: what the second version changes, and that it takes the place of the first"
kg diff post/south-1.zip post/south-2.zip
kg import post/south-2.zip --store north-desk/store --when 2026-11-22T09:00:00Z
kg imports --store north-desk/store

say "North: one byte of it flipped"
at=2000
byte=$(od -An -tu1 -j "$at" -N 1 post/south-2.zip)
cp post/south-2.zip post/flipped.zip
printf "\\$(printf %03o $(((byte + 1) % 256)))" | dd of=post/flipped.zip bs=1 seek="$at" conv=notrunc 2>/dev/null
ends_with 1 verify post/flipped.zip --key north-desk/south-desk.pub
ends_with 2 import post/flipped.zip --store north-desk/store

say "North: the same bundle, signed by somebody else"
kg keys new stranger --folder elsewhere
kg export --store south-desk/store --bundle post/stranger.zip --producer south-desk \
    --producer-title "South desk (made up)" --sign elsewhere/stranger.key
# North remembers who signed for South before, without being told with --key.
ends_with 2 import post/stranger.zip --store north-desk/store

say "Done"
