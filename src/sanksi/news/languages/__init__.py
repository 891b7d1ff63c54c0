"""Languages: which one a text is in, and what reads it. Indonesian and English by the package alone, others with an extra (`sanksi[ru]`)."""

from sanksi.news.languages.detect import UNKNOWN, Language, detect_language, name_language
from sanksi.news.languages.reader import LanguageReader, require_reader

__all__ = ["UNKNOWN", "Language", "LanguageReader", "detect_language", "name_language", "require_reader"]
