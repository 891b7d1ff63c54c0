"""Numbers with check digits: what passes as what it claims to be, by examples of the public lists."""

import pytest

from sanksi.lists.identifiers import clean_number
from sanksi.lists.wallets import Proof, prove_wallet


@pytest.mark.parametrize(
    ("currency", "address", "proof"),
    [
        ("XBT", "123WBUDmSJv4GctdVEz6Qq6z8nXSKrJ4KX", "verified"),
        ("XBT", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "verified"),  # BIP 173
        ("XBT", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "verified"),
        ("XBT", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "verified"),  # BIP 350
        ("XBT", "Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "wrong"),
        ("XBT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq", "wrong"),  # a Tron address that OFAC's list gives as XBT
        ("XBT", "3F6bbvS1krsc1qR8FsbTDfYQyvkMm", "wrong"),  # cut on OFAC's list
        ("TRX", "TA3rH2A7iHnm6pKH8gr9cK1EZnShnmZdFg", "verified"),
        ("USDT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq", "verified"),
        ("USDT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzr", "wrong"),
        ("USDT", "0x19aa5fe80d33a56d56c78e82ea5e50e5d80b4dff", "unverified"),
        ("LTC", "LNf2JDiuunBz7GMDKFYHN4rq5meXWxiwfb", "verified"),
        ("LTC", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", "verified"),
        ("LTC", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "wrong"),
        ("DASH", "XnPFsRWTaSgiVauosEwQ6dEitGYXgwznz2", "verified"),
        ("ZEC", "t1g7wowvQ8gn2v8jrU1biyJ26sieNqNsBJy", "verified"),
        ("BCH", "18M8bJWMzWHDBMxoLqjHHAffdRy4SrzkfB", "verified"),
        ("BCH", "qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhq", "verified"),
        ("BCH", "bitcoincash:qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhq", "verified"),
        ("BCH", "qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhp", "wrong"),
        ("XRP", "rnXyVQzgxZe7TR1EPzTkGj2jxH4LMJYh66", "verified"),
        ("XRP", "rnXyVQzgxZe7TR1EPzTkGj2jxH4LMJYh67", "wrong"),
        ("XVG", "DFFJhnQNZf8rf67tYnesPu7MuGUpYtzv7Z", "verified"),
        ("ETH", "0x01e2919679362dFBC9ee1644Ba9C6da6D6245BB1", "unverified"),
        ("ARB", "0x4f47bc496083c727c5fbe3ce9cdf2b0f6496270c", "unverified"),
        ("ETH", "0x01e2919679362dFBC9ee1644Ba9C6da6D6245BB", "wrong"),
        ("SOL", "FuCC7GoYwt5TsNTjWL23Xx9UKCvC18chjMEFPL3vJDCC", "unverified"),
        ("SOL", "0x4f47bc496083c727c5fbe3ce9cdf2b0f6496270c", "wrong"),
        ("XMR", "49HqitRzdnhYjgTEAhgGpCfsjdTeMbUTU6cyR4JV1R7k2Eej9rGT8JpFiYDa4tZM6RZiFrHmMzgSrhHEqpDYKBe5B2ufNsL", "unverified"),
        ("XMR", "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320", "wrong"),
        ("XYZ", "anything", "unknown"),
    ],
)  # fmt: skip
def test_a_wallet_proves_what_its_chain_lets_it_prove(currency: str, address: str, proof: Proof) -> None:
    """Check digits are verified where the chain has some that can be computed; else only the form is, and it is said."""
    assert prove_wallet(currency, address) == proof


@pytest.mark.parametrize(
    ("address", "currency"),
    [
        ("123WBUDmSJv4GctdVEz6Qq6z8nXSKrJ4KX", "XBT"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "XBT"),
        ("rnXyVQzgxZe7TR1EPzTkGj2jxH4LMJYh66", "XRP"),
        ("qpf2cphc5dkuclkqur7lhj2yuqq9pk3hmukle77vhq", "BCH"),
    ],
)
def test_any_changed_letter_of_a_wallet_is_found(address: str, currency: str) -> None:
    """At each place another letter of the alphabet makes an address that is wrong."""
    for place in range(4, len(address)):
        other = "q" if address[place] != "q" else "p"
        assert prove_wallet(currency, address[:place] + other + address[place + 1 :]) == "wrong", place


@pytest.mark.parametrize(
    ("prop", "number", "schema", "clean"),
    [
        ("imoNumber", "IMO 8405270", "Vessel", "8405270"),  # un-1718-vessels
        ("imoNumber", "8405270", "Organization", None),
        ("imoNumber", "5988369", "Organization", "5988369"),  # un-sc, KPe.068
        ("imoNumber", "5988369", "Company", "5988369"),
        ("imoNumber", "5988369", "Vessel", None),
        ("imoNumber", "5988369", "", "5988369"),
        ("imoNumber", "0000000", "Vessel", None),
        ("innCode", "7707083893", "Company", "7707083893"),
        ("innCode", "0000000000", "Company", None),
        ("innCode", "000000000000", "Person", None),
        ("ogrnCode", "1027700132195", "Company", "1027700132195"),
        ("ogrnCode", "0000000000000", "Company", None),
        ("okpoCode", "00032537", "Company", "00032537"),
        ("okpoCode", "00000000", "Company", None),
        ("uscCode", "000000000000000000", "Company", None),
        ("leiCode", "253400V1H6ART1UQ0N98", "Company", "253400V1H6ART1UQ0N98"),
        ("leiCode", "00000000000000000000", "Company", None),
        ("leiCode", "98", "Company", None),
        ("mmsi", "222222222", "Vessel", None),
    ],
)
def test_a_number_passes_as_what_it_claims_to_be(prop: str, number: str, schema: str, clean: str | None) -> None:
    """Ships and companies have IMO numbers of two schemes, and a placeholder is no number, whatever its check digits say."""
    assert clean_number(prop, number, schema=schema) == clean
