"""Step 1: an article becomes a `Document`, its text exactly as given, with marked blocks."""

from geo.articles.document import document_from_text, heading
from geo.articles.opening import READERS, open_article
from geo.articles.samples import Sample, sample, samples
from geo.articles.sentences import sentences

__all__ = [
    "READERS",
    "Sample",
    "document_from_text",
    "heading",
    "open_article",
    "sample",
    "samples",
    "sentences",
]
