"""The pages in a real Chromium: a newcomer's path, keys, narrow screens, accessibility, and who is asked.

Skipped where there is no Chromium or Chrome; CHROMIUM names another one. All tests share one browser and one
server for each archive; every page is watched (`Visit`): what it loads, what it logs, whether it asks.
"""
