"""What editors should look at, and what they are told: the desk in the admin, links of other sites, mails."""
