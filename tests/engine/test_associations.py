import pytest
from onetoone_engine.associations import associate


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # 12 customers: 10 with a pump, 8 with a seal, 6 with both
        ((12, 10, 8, 6), (50, 60, 0.9)),
        ((12, 8, 10, 6), (50, 75, 0.9)),
        # whoever has the one has the other, which half of all have
        ((20, 5, 10, 5), (25, 100, 2)),
        # by chance: a fifth of all have the other, and of those with the one
        ((100, 50, 20, 10), (10, 20, 1)),
    ],
)
def test_associate(counts, expected):
    assert associate(*counts) == pytest.approx(expected)
