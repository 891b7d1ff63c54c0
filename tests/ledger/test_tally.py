"""What is compared between two editions."""

from sanksi.ledger import Statement, count_values


def _of(entity_id: str, prop: str, value: str, *, schema: str = "Person", locator: str = "Remarks") -> Statement:
    return Statement(list_id="un-sc", entity_id=entity_id, schema=schema, prop=prop, value=value, locator=locator)


def test_values_are_counted_by_kind_once_an_entity() -> None:
    """The same value from two fields is one, of two entities two; dates and listings do not count."""
    statements = [
        _of("un-sc-1", "name", "Kim Chol"),
        _of("un-sc-1", "alias", "Kim Hak Song"),
        _of("un-sc-1", "alias", "Kim Hak Song", locator="ALIAS_NAME"),
        _of("un-sc-1", "weakAlias", "Chol"),
        _of("un-sc-2", "alias", "Kim Hak Song"),
        _of("un-sc-2", "passportNumber", "472310082"),
        _of("un-sc-2", "address", "Pyongyang"),
        _of("un-sc-2", "birthDate", "1984"),
        _of("un-sc-2", "authorityId", "KPi.001", schema="Sanction"),
    ]
    assert count_values(statements) == {"addresses": 1, "aliases": 3, "identifiers": 1, "names": 1}
    assert count_values(reversed(statements)) == count_values(statements)
