"""A jump line ends a text, also where it breaks over two rows."""

from articles.parser import parse_page

PAGE = """本报桑园讯（通讯员林建东）入夏以来，
县里把十二座水库的闸门逐一检修了一
遍，灌区的渠道也清了淤。眼下秧苗正
要用水，记者走访了几个镇。（下转第三
版）
图为七月八日，桑园镇村民在渠边查
看水位。 通讯员甘一舟摄
十二座水库闸门检修一新
"""


def test_jump_line_on_two_rows_ends_the_text_before_a_caption() -> None:
    story = parse_page(PAGE).articles[0]
    assert story.continued_to == 3
    assert [block.text[-8:] for block in story.body] == ["者走访了几个镇。"]
