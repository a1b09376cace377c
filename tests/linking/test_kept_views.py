"""Views as bytes: nothing that a view is made of is left out."""

from dateline.linking.kept_views import RemarkRow, Row, ToldRow
from dateline.linking.told import Remark, Told
from dateline.linking.views import View


def test_a_row_has_every_field_of_what_it_keeps():
    assert ToldRow.__struct_fields__ == Told.__struct_fields__
    assert RemarkRow.__struct_fields__ == Remark.__struct_fields__
    assert set(View.__struct_fields__) <= set(Row.__struct_fields__)
