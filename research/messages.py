"""What is said of each problem, in whole sentences that name the place and the remedy.

One catalogue, keyed by problem code. Editors read these in the admin, translators at
their segment and developers in the API; a code without a sentence fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, gettext_noop

from research.domain.locales import name_in
from research.domain.problems import Problem
from research.vocabularies import LABELS

#: Params that hold the code of a language; a person reads its name in their own.
LANGUAGES = frozenset({"language", "page"})
#: Params that hold names of HTML elements, and what an editor calls them; translators type the element.
MARKUP = frozenset({"missing_elements", "extra_elements", "elements"})
ELEMENTS: Mapping[str, str] = {
    "strong": gettext_noop("bold"),
    "em": gettext_noop("italics"),
    "a": gettext_noop("a link"),
    "br": gettext_noop("a line break"),
    "p": gettext_noop("a paragraph"),
    "li": gettext_noop("a point of a list"),
    "sup": gettext_noop("raised letters"),
    "sub": gettext_noop("lowered letters"),
    "span": gettext_noop("a mark of language"),
}

MESSAGES: Mapping[str, str] = {
    # completeness
    "update-without-summary": gettext_noop("Add a key message: one sentence that says the most important thing."),
    "block-id-repeated": gettext_noop(
        "Two blocks have the same id, %(id)s. Delete one of them and add it again; over the API, send each id once."
    ),
    "update-in-other-language": gettext_noop(
        "Most of this text seems to be in %(language)s, but the page is in %(page)s. Write it in %(page)s, or make "
        "the page under the list of the other language."
    ),
    "text-in-other-language": gettext_noop(
        "“%(text)s” seems to be in %(language)s, but the page is in %(page)s. Is it a quotation? Then put it in "
        "quotation marks."
    ),
    "language-mark-doubtful": gettext_noop(
        "“%(text)s” is marked as being in %(language)s, but seems to be in %(page)s. Select the words that are not in "
        "%(language)s and press “%(code)s” to take the mark away."
    ),
    "forced-direction": gettext_noop(
        "“%(text)s” holds an invisible character that turns the order of its letters and digits round. Type the "
        "text again."
    ),
    "too-many-key-messages": gettext_noop("There are %(count)s key messages. Keep %(most)s at most."),
    "key-message-too-long": gettext_noop("This key message has %(count)s words. Use %(most)s at most."),
    "update-without-finding": gettext_noop("The update has no finding. Add one to say what was found."),
    "too-many-findings": gettext_noop("There are %(count)s findings. Readers take in %(most)s at most."),
    "finding-without-statement": gettext_noop("Finding %(number)s says nothing yet. Write what was found."),
    "finding-without-population": gettext_noop(
        "Finding %(number)s, “%(statement)s”, does not say where it was found. Choose people, animals, cells or "
        "a model."
    ),
    "study-without-title": gettext_noop("Study %(number)s has no title. Say in plain words what it was about."),
    "study-without-design": gettext_noop("Study %(number)s, “%(title)s”, has no kind of study. Choose one."),
    "study-without-population": gettext_noop("Study %(number)s, “%(title)s”, does not say who was studied."),
    "evidence-date-missing": gettext_noop("Say up to which date you looked for evidence."),
    "decorative-with-description": gettext_noop(
        "The image is marked as decoration but has a description. Remove one of the two."
    ),
    "caveat-applies-to-nothing": gettext_noop(
        "The caveat applies to “%(ref)s”, which is not a study on this page. Use the short name of a study, or “page”."
    ),
    # R1, studies
    "study-numbers-disagree": gettext_noop(
        "In the study “%(title)s”, %(part)s is more than the %(enrolled)s who began. Check the numbers."
    ),
    "identifier-shape": gettext_noop("“%(value)s” is not a %(scheme)s identifier. One looks like this: %(example)s."),
    "identifier-checksum": gettext_noop(
        "“%(value)s” has a typing mistake: its check digit is wrong. A %(scheme)s looks like this: %(example)s."
    ),
    "identifier-unknown-scheme": gettext_noop("“%(scheme)s” is not a kind of identifier that we know. Choose another."),
    "comparison-unfit": gettext_noop(
        "“%(title)s” is of the kind “%(design)s”, and “Compared with” says “%(control)s”. Choose what fits together."
    ),
    "study-ref-twice": gettext_noop("Two studies have the short name “%(ref)s”. Give each its own."),
    "finding-without-study": gettext_noop(
        "Finding %(number)s, “%(statement)s”, names no study. Add the short name of a study: %(available)s."
    ),
    "no-study-to-cite": gettext_noop(
        "Finding %(number)s, “%(statement)s”, names no study, and there is none on this page. Add a study, then "
        "write its short name here."
    ),
    "finding-cites-unknown-study": gettext_noop(
        "Finding %(number)s, “%(statement)s”, names the study “%(ref)s”, which is not on this page. "
        "On this page: %(available)s."
    ),
    # R2, R3, R4
    "finding-without-caveat": gettext_noop(
        "Finding %(number)s, “%(statement)s”, has no caveat. Add a caveat that says who was studied and what the "
        "study cannot show."
    ),
    "no-caveat-reason-too-short": gettext_noop(
        "Finding %(number)s, “%(statement)s”, has no caveat. Say why in %(least)s characters or more, or add a caveat."
    ),
    "no-caveat-reason-not-agreed": gettext_noop(
        "Finding %(number)s, “%(statement)s”, has no caveat. A second person must agree: write their name in "
        "“Agreed by”."
    ),
    "animal-finding-without-species": gettext_noop(
        "Finding %(number)s, “%(statement)s”, was found in animals. Choose which animals."
    ),
    "animal-finding-without-caveat": gettext_noop(
        "Finding %(number)s, “%(statement)s”, was found in animals. Add the caveat “Animals only”."
    ),
    "cell-finding-without-caveat": gettext_noop(
        "Finding %(number)s, “%(statement)s”, was found in cells. Add the caveat “Cells only”."
    ),
    "laboratory-finding-without-caveat": gettext_noop(
        "Finding %(number)s, “%(statement)s”, was not found in people. A reason for having no caveat is not enough; "
        "add a caveat."
    ),
    "caveat-suggested": gettext_noop(
        "Finding %(number)s, “%(statement)s”: the study calls for the caveat “%(kind)s”. Add it, or say under "
        "“Exceptions” why it is left out."
    ),
    # R5, R6
    "effect-without-counts": gettext_noop(
        "Finding %(number)s, “%(statement)s”, gives a relative effect. Add how many of how many for each group, or "
        "remove the effect: alone it misleads."
    ),
    "count-incomplete": gettext_noop("Finding %(number)s, group “%(label)s”: give both how many and out of how many."),
    "count-above-total": gettext_noop(
        "Finding %(number)s, group “%(label)s”: %(with_event)s of %(out_of)s is more than all of them."
    ),
    "total-above-study": gettext_noop(
        "Finding %(number)s, group “%(label)s”: %(out_of)s is more than the %(most)s counted in the study."
    ),
    "denominators-differ": gettext_noop(
        "Finding %(number)s, “%(statement)s”: the groups are not of the same size. Readers compare more easily "
        "if they are."
    ),
    # R7, R16
    "certainty-without-rater": gettext_noop(
        "Finding %(number)s, “%(statement)s”: “%(certainty)s” needs the name of who rated it."
    ),
    "certainty-too-high": gettext_noop(
        "Finding %(number)s, “%(statement)s”: a result like this cannot be “%(certainty)s”. Choose very low or "
        "not rated."
    ),
    "wording-too-strong": gettext_noop(
        "“%(word)s” claims more than the evidence permits. Use a careful word, such as “may” or “was linked to”."
    ),
    # R8
    "disclosures-missing": gettext_noop(
        "Say who may gain. Add a disclosure, or “None declared” with who was asked and when."
    ),
    "none-declared-incomplete": gettext_noop("“None declared” needs who was asked and when."),
    "disclosure-unexplained": gettext_noop("Say who has this relationship, or describe it in plain words."),
    "promotional-without-disclosure": gettext_noop(
        "A source promotes something that its author sells. Add a disclosure that says what it is."
    ),
    # R9, R10, R11, R12, R13
    "promotional-word": gettext_noop("“%(word)s” is a word of advertising. Say what was measured instead."),
    "status-without-notice": gettext_noop(
        "The study “%(title)s” is marked “%(status)s”. Add the notice of the journal, with its date."
    ),
    "notice-without-status": gettext_noop(
        "The study “%(title)s” has a notice but is not marked as corrected or retracted. Choose what happened."
    ),
    "review-overdue": gettext_noop("This update was due for review on %(due)s. Review it and set a new date."),
    "harms-not-stated": gettext_noop(
        "The study “%(title)s” says nothing about harms. Choose what the paper says, even if it says nothing."
    ),
    "harms-not-described": gettext_noop("The study “%(title)s” is marked as describing harms. Describe them."),
    "later-evidence-missing": gettext_noop(
        "Finding %(number)s, “%(statement)s”: say which later evidence you mean: an update, or a study on this page."
    ),
    "later-evidence-unknown-study": gettext_noop(
        "Finding %(number)s, “%(statement)s”: there is no study “%(ref)s” on this page."
    ),
    "later-evidence-is-itself": gettext_noop(
        "Finding %(number)s, “%(statement)s”: an update cannot be its own later evidence. Choose another one."
    ),
    # R14
    "output-finding-without-caveats": gettext_noop("A finding would leave without its caveats. Nothing was sent."),
    "output-conflict-missing": gettext_noop("A conflict of interest would not stand before the first finding."),
    "output-language-unknown": gettext_noop("A text would leave without its language. Nothing was sent."),
    # R15, translation
    "block-missing": gettext_noop(
        "“%(text)s” of the source is missing in the translation. Update the translation from its source."
    ),
    "block-added": gettext_noop(
        "The translation has “%(text)s”, which its source does not have. Update the translation from its source."
    ),
    "caveat-missing": gettext_noop(
        "The caveat “%(text)s” of the source is missing in the translation. Update the translation from its source."
    ),
    "neutral-value-changed": gettext_noop(
        "“%(field)s” is %(target)s here but %(source)s in the source. It is the same in every language."
    ),
    "source-not-live": gettext_noop(
        "The source page “%(title)s” is not published. Publish it first; a translation is public only while it is."
    ),
    "segment-not-translated": gettext_noop("“%(text)s” is not translated yet. Translate it, then publish."),
    "segment-has-error": gettext_noop(
        "The translation of “%(text)s” has an error, which stands beside it. Mend it there, then publish."
    ),
    "translation-written-directly": gettext_noop(
        "This page is translated from another one. Change the source page or its translation, not this page."
    ),
    "number-changed": gettext_noop(
        "The numbers differ from the source. Missing here: %(missing)s. Only here: %(extra)s."
    ),
    "number-order-changed": gettext_noop(
        "The numbers stand in another order than in the source: %(source)s there, %(target)s here. Check that each "
        "still belongs to the same thing."
    ),
    "number-word-changed": gettext_noop(
        "A number in words may differ from the source. Missing here: %(missing)s. Only here: %(extra)s."
    ),
    "comparison-changed": gettext_noop(
        "A sign points the other way than in the source. In the source: %(source)s. Here: %(target)s."
    ),
    "unit-changed": gettext_noop("A unit differs from the source. Missing here: %(missing)s. Only here: %(extra)s."),
    "identifier-changed": gettext_noop(
        "An identifier or web address differs from the source. Missing here: %(missing)s. Only here: %(extra)s."
    ),
    "segment-empty": gettext_noop("This text is not translated yet."),
    "segment-untranslated": gettext_noop("This text is still in the language of the source. Translate it."),
    "segment-maybe-untranslated": gettext_noop("This text is the same as in the source. Is it translated?"),
    "markup-changed": gettext_noop(
        "Bold, italics, links or the like differ from the source. Missing here: %(missing_elements)s. Only here: "
        "%(extra_elements)s. Put the same around the words of the translation that it belongs to."
    ),
    "markup-unclosed": gettext_noop(
        "This has no right end in the translation: %(elements)s. Put its end after the words that it belongs to, as in "
        "the source."
    ),
    "markup-in-plain-text": gettext_noop(
        "This is a text without bold, links and marks of language; readers would not get this: %(elements)s. Take it "
        "away."
    ),
    "language-mark-wrong": gettext_noop(
        "“%(text)s” is marked as being in %(language)s, but the source does not have these words in it. "
        "Put the mark around words that are in %(language)s only, or take it away."
    ),
    "language-mark-lost": gettext_noop(
        "“%(text)s” is in %(language)s and has lost its mark, so that voices would say it wrongly. Write "
        '<span lang="%(code)s">%(text)s</span>.'
    ),
    "language-mark-gone": gettext_noop(
        "The source has “%(text)s” in %(language)s here; the translation does not have it. That is right if it is "
        'translated. If you keep it, write <span lang="%(code)s">%(text)s</span>.'
    ),
    "negation-lost": gettext_noop("The source says “not”; the translation does not seem to. Check the meaning."),
    "negation-added": gettext_noop("The translation says “not”; the source does not seem to. Check the meaning."),
    "limit-lost": gettext_noop(
        "The source limits what it says (“%(cues)s”); the translation does not seem to. Check the meaning."
    ),
    "hedge-lost": gettext_noop(
        "The source is careful (“may”, “probably”); the translation does not seem to be. Check the meaning."
    ),
    "certainty-raised": gettext_noop("The translation sounds more certain than the source. Check the meaning."),
    "sentence-missing": gettext_noop(
        "The source has %(source)s sentences, the translation %(target)s, and something seems to be left out. "
        "Check that every sentence is there, above all the caveats."
    ),
    "drug-name-changed": gettext_noop(
        "The source names %(source)s; the translation names %(target)s instead. Check the name of the medicine."
    ),
    "drug-name-lost": gettext_noop(
        "The source names %(source)s; the translation does not seem to. Name the medicine, if readers need it."
    ),
    "population-changed": gettext_noop(
        "The source speaks of “%(source)s”; the translation seems to speak of others (“%(target)s”). "
        "Check who was studied."
    ),
    "population-lost": gettext_noop(
        "The source speaks of “%(source)s”; the translation does not seem to. Say who was studied."
    ),
    "time-changed": gettext_noop(
        "The source says when with “%(source)s”; the translation says “%(target)s”. Check the time."
    ),
    "direction-changed": gettext_noop(
        "The source says “%(source)s”; the translation seems to say the opposite (“%(target)s”). Check the meaning."
    ),
    "comparator-lost": gettext_noop(
        "The source compares (“%(cues)s”); the translation does not seem to say with what. Check the meaning."
    ),
    "cause-overclaimed": gettext_noop(
        "The source tells what goes together (“%(source)s”); the translation seems to name a cause (“%(target)s”). "
        "Check the meaning."
    ),
    "glossary-term-missing": gettext_noop(
        "The glossary has “%(approved)s” for “%(term)s”; the translation does not seem to use it. "
        "Use the term, or add yours to the glossary."
    ),
    # R17
    "long-sentence": gettext_noop("This sentence has %(words)s words: “%(sentence)s”. Use %(most)s at most."),
    "long-paragraph": gettext_noop("This paragraph has %(sentences)s sentences. Use %(most)s at most."),
    "jargon-word": gettext_noop("“%(word)s” is hard to understand. Say “%(plain)s”, or explain it."),
    "percent-without-of": gettext_noop("Say of how many: “%(percent)s” alone is hard to picture."),
    # easy read
    "easy-read-incomplete": gettext_noop(
        "The easy-read version is not complete: write this in easy words. Until then readers cannot open it."
    ),
    "easy-several-sentences": gettext_noop("Easy read: start a new line for each sentence: “%(sentence)s”."),
    "easy-long-sentence": gettext_noop(
        "Easy read: this sentence has %(words)s words: “%(sentence)s”. Use %(most)s at most."
    ),
    "easy-passive": gettext_noop("Easy read: say who does it, instead of “%(words)s”: “%(sentence)s”."),
    "easy-clauses": gettext_noop("Easy read: make two sentences of “%(sentence)s”."),
    "easy-two-negations": gettext_noop("Easy read: say “not” only once: “%(sentence)s”."),
    "easy-percent": gettext_noop("Easy read: say how many of how many people, instead of “%(percent)s”."),
    "easy-roman-numeral": gettext_noop("Easy read: write “%(word)s” as an ordinary number."),
    "easy-abbreviation": gettext_noop("Easy read: write “%(word)s” out in full."),
    "easy-long-word": gettext_noop(
        "Easy read: “%(word)s” is long. Put a hyphen between its parts, or use another word."
    ),
    "easy-number-in-words": gettext_noop("Easy read: write “%(word)s” in figures."),
    "easy-large-number": gettext_noop("Easy read: “%(number)s” is hard to picture. Use a smaller number or “many”."),
    "easy-number-unknown": gettext_noop(
        "Easy read: the number “%(number)s” stands nowhere in the ordinary version. Check that it is right."
    ),
}


def message(problem: Problem) -> str:
    """Say ``problem`` in the language of the person who edits."""
    return gettext(MESSAGES[problem.code]) % _Params({key: _shown(key, value) for key, value in problem.params.items()})


class _Params(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def _shown(key: str, value: object) -> str:
    if key in LANGUAGES:
        return name_in(str(value), get_language() or "en")
    if key in MARKUP and isinstance(value, tuple):
        return (
            ", ".join(f"{gettext(ELEMENTS[name])} (<{name}>)" if name in ELEMENTS else f"<{name}>" for name in value)
            or "–"
        )
    if isinstance(value, StrEnum):
        return gettext(LABELS[type(value)][value])
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(map(str, value)) or "–"
    return Truncator("–" if value in (None, "") else str(value)).chars(80)
