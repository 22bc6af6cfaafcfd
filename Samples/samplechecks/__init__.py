"""Checks of the samples that share no line with what makes them."""


class Wrong(Exception):
  """A check that does not hold."""


def expect(holds, text):
  """Raises Wrong with the text unless the condition holds."""
  if not holds:
    raise Wrong(text)
