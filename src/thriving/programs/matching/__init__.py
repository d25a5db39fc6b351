"""What is offered and who wants it brought together, by a score that explains itself.

The engine knows neither tables nor requests; beside it stand the published weights, their changelog, and the
sentences in which a match gives its reasons. A weight is changed by people, with a reason, never learned.
"""
