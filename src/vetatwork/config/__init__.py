"""How the house is put together and started: settings, addresses, WSGI and the command line.

No page, rule or table lives here; what is here only joins the rooms.
"""
