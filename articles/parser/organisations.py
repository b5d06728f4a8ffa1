"""Names of offices, which stand alone as kickers and are no persons."""

import re

from articles.parser.typeset import HAN

ORGANISATION = re.compile(
    rf"^[{HAN}、]{{1,16}}(?:政协|人大|人大常委会|县委|市委|区委|州委|省委|旗委|党委|政府|办公室|委员会|总工会|工会|团委|妇联|残联|文联|局|厅|部|院"
    r"|中心|集团|公司|大学|学校|协会|联合会|法院|检察院|街道|社区|[图文博纪][^，]{0,4}馆|文化馆|供电所|派出所|服务站)$"
)
PLACE_ALONE = re.compile(rf"^[{HAN}]{{1,6}}[乡镇村县市区州旗]$")


def is_organisation(text: str) -> bool:
    """Whether the text is the name of an office or a place and nothing else."""
    return ORGANISATION.match(text) is not None or PLACE_ALONE.match(text) is not None
