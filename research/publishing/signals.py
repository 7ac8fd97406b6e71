"""What the site tells the plugin."""

from django.dispatch import Signal

#: Sent by the site when a row that updates show changed: a term, the publisher, an image's default text.
#: For a term, ``vocabulary`` and ``code`` say which; for an image they are ``image`` and its number.
shared_text_changed = Signal()
