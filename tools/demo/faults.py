"""Pages that a host sends in place of a policy. They answer in the tone of such pages, in our words."""

SOFT_404 = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Page not found</title></head>
<body><header><nav><ul><li><a href="#">Members</a></li><li><a href="#">Providers</a></li></ul></nav></header>
<main><h1>Sorry, we could not find that page</h1>
<p>The page you asked for may have moved or no longer exists. Please check the address or use the search.</p>
<form action="#"><label>Search <input name="q"></label><button>Search</button></form></main>
<footer><p>Privacy | Terms of use | Accessibility</p></footer></body></html>
"""

CHALLENGE = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"></head>
<body><main><h1>Checking your browser before you go on</h1>
<p>Please enable JavaScript and cookies to continue. This check is automatic and takes a few seconds.</p>
<noscript><p>Verify that you are a human.</p></noscript>
<p>Request number: 0000-demo</p></main></body></html>
"""


def documents() -> dict[str, bytes]:
    """File name -> content."""
    return {"soft_404.html": SOFT_404, "challenge.html": CHALLENGE}
