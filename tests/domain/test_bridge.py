"""The Bridge, as docs/algorithms/bridge.md says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetatwork.domain.bridge import FOOTBRIDGE_STEP, STEPS, Bridge, Level, level_of_step

BUILT = st.integers(0, STEPS)


@given(BUILT, BUILT)
def test_the_bridge_is_the_same_from_both_banks(provider, employer):
    here, there = Bridge(provider, employer), Bridge(employer, provider)
    assert (here.footbridge, here.keystone, here.gap) == (there.footbridge, there.keystone, there.gap)


@given(BUILT, BUILT)
def test_a_learner_crosses_when_both_sides_reach_step_three(provider, employer):
    assert Bridge(provider, employer).footbridge == (provider >= FOOTBRIDGE_STEP and employer >= FOOTBRIDGE_STEP)


@given(BUILT, BUILT)
def test_the_keystone_closes_the_gap(provider, employer):
    bridge = Bridge(provider, employer)
    assert bridge.keystone == (bridge.gap == 0)


@pytest.mark.parametrize("built", [-1, 6])
def test_a_side_has_five_steps(built):
    with pytest.raises(ValueError, match="provider"):
        Bridge(built, 1)
    with pytest.raises(ValueError, match="employer"):
        Bridge(1, built)


def test_levels_follow_from_steps():
    assert [level_of_step(step) for step in range(1, 6)] == [
        Level.STARTER,
        Level.STARTER,
        Level.GROWING,
        Level.EXPERIENCED,
        Level.EXPERIENCED,
    ]
    with pytest.raises(ValueError, match="step"):
        level_of_step(0)
