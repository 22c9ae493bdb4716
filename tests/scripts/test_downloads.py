import hashlib

import pytest

from onetoone_dev import downloads
from onetoone_dev.downloads import Package, explain, has_content, pick_mirror


def test_the_main_archive_is_chosen_and_not_security_or_others():
    targets = "\n".join(
        [
            "http://apt.example/tools/|Example|tools|main",
            "http://mirror.example/debian-security/|Debian|Debian-Security|main",
            "http://mirror.example/debian/|Debian|Debian|contrib",
            "http://mirror.example/debian/|Debian|Debian|main",
        ]
    )
    assert pick_mirror(targets) == "http://mirror.example/debian/"


def test_before_the_first_update_the_address_tells():
    targets = "\n".join(
        [
            "http://mirror.example/debian-security/|$(ORIGIN)|$(LABEL)|main",
            "mirror+file:/etc/apt/mirrors/debian.list/|$(ORIGIN)|$(LABEL)|main",
        ]
    )
    assert pick_mirror(targets) == "mirror+file:/etc/apt/mirrors/debian.list/"


def test_a_machine_without_debian_mirror():
    assert pick_mirror("http://mirror.example/ubuntu/|Ubuntu|Ubuntu|main") is None
    assert pick_mirror("") is None


@pytest.mark.parametrize(
    ("content", "expected"), [(b"whole", True), (b"whol", False), (b"wrong", False)]
)
def test_a_download_counts_only_when_whole(tmp_path, content, expected):
    path = tmp_path / "x.deb"
    path.write_bytes(content)
    package = Package("x", "pool/x.deb", 5, hashlib.sha256(b"whole").hexdigest())
    assert has_content(package, path) is expected


def test_no_download_yet(tmp_path):
    assert not has_content(Package("x", "pool/x.deb", 5, ""), tmp_path / "x.deb")


def test_every_pinned_package_has_hash_and_size():
    packages = downloads.pinned()
    assert "odoo-19" in {package.name for package in packages}
    for package in packages:
        assert len(package.sha256) == 64
        assert package.size > 0
        assert package.path.startswith("pool/")


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("Err:1 http://m/x.deb\n  404  Not Found", "no longer has"),
        ("E: Failed to fetch  Hash Sum mismatch", "damaged"),
        ("Could not resolve 'm'", "check the network"),
    ],
)
def test_a_failed_download_is_explained(tmp_path, log, words):
    package = Package("x", "pool/main/x/x_1_all.deb", 5, "0" * 64)
    text = str(explain(package, log, tmp_path / "log"))
    assert words in text
    assert "x_1_all.deb" in text
