"""The archive in a browser: pages that this machine serves to itself, and nothing else.

`server` listens, `app` is what it serves. A request passes the `guard` (who may ask, from where, and what the
browser may do with the answer), comes to a page of `pages` by its address, is put to one state of the archive
(`frame.Asked`), and goes out through a template in `templates`. The pages need no script to be read; what
stands in `static` makes them quicker to use. Every string from a report is shown as text.

A page is one file in `pages` that ends in a `Page` (its address, the function that answers, its place in the
navigation), one template, and one line in `pages/__init__.py`.
"""
