"""Which of several candidates of a masthead is believed: the ranks of their bases, in one place.

Measured on the 258 pages of `pages/fundus` with `python -m bench.accuracy pages`: publishers with and without the
outlets table, days of publication. Ranks of fields that no set measures (title, byline, agency) follow the
seeds, where every title, byline and agency is right.
"""

from __future__ import annotations

# Weights of what a page's metadata calls its site. JSON-LD and og:site_name name the outlet on nearly every page
# that has them; what they disagree on the others settle. A handle only bears out another name.
SITE_WEIGHTS = {
    "JSON-LD publisher": 3,
    "og:site_name": 3,
    "application-name": 2,
    "apple-mobile-web-app-title": 2,
    "JSON-LD site": 2,
    "title suffix": 2,
    "meta publisher": 1,
    "twitter:site": 1,
    "article:publisher": 1,
}
# A name that is the host's own word (or its initials) gains most; one that holds it, or is held by it, less.
FIT_WEIGHTS = {0: 0, 1: 1, 2: 3}
# 'Freie Presse Verlag GmbH' is the company behind the outlet.
COMPANY_WEIGHT = -2
# The host as the page itself spells it counts as one weak statement.
HOST_WEIGHT = 2
# From so many statements on, another known outlet wins against a canonical address that may be a sister paper's.
SISTER_STATEMENTS = 2
