"""What training a learner costs an employer and what comes back: page, form, paper. The rule is in `domain`."""
