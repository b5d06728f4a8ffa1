"""Sentence patterns of local news, features, essays and notices; a name in braces is drawn afresh each time it stands."""

_POOLS = """
verb: 强化 压实 完善 健全 统筹 细化 推动 优化 夯实 拓宽 盘活 厘清 落实 提升 筑牢 规范 拧紧 做实 做细 补齐 打通 用好 抓牢 建强
object: 责任链条 台账管理 要素保障 部门联动 工作合力 服务网络 监测预警 人才队伍 资金监管 项目储备 宣传引导 隐患排查 便民举措 长效机制 沟通渠道 技术支撑 督查考核 基层基础 管护责任 信息共享 品牌意识 安全底线 供需对接 示范引领 问题清单 资源家底 短板弱项 群众基础
manner: 持续 着力 切实 进一步 扎实 有序 加快 全面 深入 稳步 主动 及时 科学 精准 一体
person: 群众 村民 居民 企业 农户 职工 学生 家长 商户 老人 游客 种植户 合作社社员
virtue: 用心用情 靠前一步 久久为功 一抓到底 以干克难 协同发力 群策群力 真督实导 见行见效 精益求精 有的放矢 因地制宜 分类施策 环环相扣 未雨绸缪 举一反三
quality: 热情周到 运转顺畅 成效初显 整洁有序 标准较高 特色鲜明 管理规范 氛围浓厚 亮点不少 底数清楚 干劲十足 反响良好
fame: 连心桥 主心骨 金钥匙 定盘星 助推器 新引擎 幸福账 暖心网 最后一米 第一道门 压舱石 风景线 百宝箱 好帮手
when: 近日 日前 今年以来 入夏以来 连日来 春节前夕 前不久 上周末 眼下 一段时间以来 国庆节后 开学第一周 秋分时节 立冬过后
sky: 晨光熹微 细雨初歇 阳光正好 薄雾未散 秋风送爽 寒意渐浓 天刚放亮 暮色四合 蝉声阵阵 雪后初晴
said: 说 表示 介绍 告诉记者 坦言 感慨 笑着说 算起账来 回忆
unit: 公里 亩 个 处 套 件 吨 份 盏 间 棵 台 组 批 座 项
money: 万元 亿元 万余元
smell: 新麦 槐花 柴火 雨后泥土 旧书 艾草 热馍 桂花 晒透的棉被 煮熟的玉米 墨汁 苜蓿
keepsake: 搪瓷缸 旧木箱 手电筒 布鞋 老照片 石磨 竹篮 收音机 铜锁 煤油灯 粗瓷碗 自行车 毛笔字 针线笸箩 铁皮铅笔盒
kin: 母亲 父亲 祖母 外公 大伯 邻家阿婆 老班长 小学老师 二姐 堂兄 守渡口的老人 放羊的表叔
spot: 老屋檐下 打谷场上 村口的渡头 河滩的柳林 半山的梯田 巷子尽头 土坯墙根 灶膛前 井台边 祠堂门口 石板桥头 麦垛旁
season: 那年春天 立秋前后 腊月里 梅雨时节 麦收时 霜降以后 正月十五 暑假 头场雪落下时 谷雨那天
feel: 踏实 温热 怅然 安静 欢喜 辽阔 酸楚 明亮 笃定 柔软 恍惚 亲近
deed: 纳鞋底 补渔网 晒陈皮 写春联 搓草绳 看云 数星星 拾麦穗 磨豆腐 听广播 劈柴 翻晒粮食 抄歌词 修钟表
acronym: AI APP 5G GPS LED BIM VR POS ETC
classic: 《乡土事略》 《山塬志稿》 《农桑小识》 《县域治理手记》 《水经新注》 《四时食单》
old: “雲水謠” “書香門第” “龍門古渡” “萬里長風” “國泰民安” “農為邦本”
saying: 人勤地不懒 众人拾柴火焰高 磨刀不误砍柴工 一分耕耘一分收获 家有一老如有一宝 路是走出来的 好钢用在刀刃上 树高千尺不忘根 一锄头挖不出一口井
"""

POOLS = {key: tuple(words.split()) for key, words in (row.split(": ") for row in _POOLS.strip().splitlines())}

OPENINGS = (
    "{date}，{place}{office}组织{people}围绕{topic}开展专题调研，先后走进{town}、{town}，实地察看{thing}、{thing}等情况。",
    "{date}，{place}{topic}现场推进会在{town}召开，来自{town}、{town}等{number}个乡镇（街道）的负责人参加会议。",
    "{date}，记者从{place}{office}获悉，该县{topic}项目通过验收，{number}{unit}{thing}投入使用，惠及{person}{big}人。",
    "{date}，走进{place}{town}{village}，{thing}整齐排列，{person}正忙着学习操作要领，{topic}给这里带来了新变化。",
    "为{manner}做好{topic}工作，{date}，{place}{office}邀请专家到{town}{village}开展现场教学，{number}名{person}参加。",
    "{date}，由{place}{office}主办的{topic}主题活动在{town}启动，活动现场设置了{thing}、{thing}、{thing}等{digit}个展区。",
    "{when}，{place}{town}把{topic}作为惠民实事，坚持{virtue}、{virtue}，让{person}在家门口享受到{aim}的好处。",
    "{when}，{place}{office}{people}深入{site}，就{topic}开展“{verb}{object}”专项行动，现场解决{thing}方面的问题{number}件。",
    "“{saying}。”{when}，在{place}{town}{village}的{site}，{role}{name}一边检查{thing}，一边和前来参观的{person}聊起{topic}。",
    "{when}，{place}{office}召开{topic}座谈会，听取{bureau}、{bureau}等部门工作汇报，研究{verb}{object}、{verb}{object}等事项。",
    "{date}，{place}首届{topic}技能比武在{site}举行，{number}名选手围绕{thing}和{thing}同台竞技，最终{town}代表队获得第一名。",
    "{date}上午，{place}{topic}成果展开展，{big}余件展品集中亮相，其中{thing}占到{percent}。",
)
VISITS = (
    "调研组一行先后来到{site}、{site}和{village}，详细了解{thing}的使用情况，并与{person}代表面对面交流。",
    "在{site}，{people}听取了负责人关于{thing}、{thing}的介绍，对{topic}工作{quality}给予肯定。",
    "每到一处，大家都仔细询问{thing}的来源、{thing}的数量以及{person}的想法，不时记下意见建议。",
    "随后，{people}查看了{number}{unit}{thing}，翻阅了相关资料，认为当地{topic}{quality}，值得借鉴。",
    "活动现场，工作人员通过发放资料、现场演示、有奖问答等方式，向{person}讲解{thing}、{thing}方面的知识，发放资料{big}余份。",
    "在{town}{village}，{role}{name}指着刚装好的{thing}说起了它的好处，围观的{person}连连点头。",
)
DEMANDS = (
    "{people}指出，个别乡镇对{topic}重视不够，{thing}底数不清、进展不快，务必对照问题逐条整改，限期交账。",
    "会议明确，由{bureau}牵头制定{thing}三年行动方案，{bureau}配合做好资金筹措，各乡镇于{month}月底前上报实施细则。",
    "大家表示，将以此次活动为契机，把学到的{thing}经验带回去，结合本地实际消化吸收，争取早见成效。",
    "座谈交流中，{digit}名代表先后发言，从{thing}选址、{thing}质量、后期维护等方面谈了看法，提出建议{number}条。",
    "会议要求，要{manner}{verb}{object}，{manner}{verb}{object}，把{topic}各项任务落到实处，以{aim}的实效取信于民。",
    "大家认为，{topic}事关{aim}，要{verb}{object}、{verb}{object}，{manner}解决{thing}方面的难点问题，做到{virtue}。",
    "要{verb}{object}，围绕{thing}“缺什么补什么”，{manner}{verb}{object}；要{verb}{object}，确保各项措施{virtue}。",
    "要坚持问题导向，聚焦{thing}、{thing}等重点环节，{verb}{object}，{verb}{object}，形成齐抓共管的良好局面。",
    "{people}建议，下一步应在{verb}{object}上下功夫，{manner}扩大{thing}覆盖面，让{person}成为{topic}的参与者和受益者。",
    "与会人员提出，要学习运用{classic}中的经验做法，{verb}{object}，将{aim}贯穿{topic}全过程，打造“{fame}”。",
    "要压实属地责任、部门责任，{manner}{verb}{object}，对{thing}实行“一周一调度、一月一通报”，确保按期完成。",
)
FACTS = (
    "{year}年以来，{place}先后争取上级专项资金{number}{money}，{thing}建设规模居全省前列，两次被评为先进。",
    "记者在现场看到，{number}{unit}{thing}码放整齐，{digit}条生产线满负荷运转，日处理能力达到{big}{unit}。",
    "调查显示，{percent}的受访{person}对{thing}表示满意，{percent}的受访者希望增加{thing}供给，仅有{digit}人未作评价。",
    "截至目前，全县累计投入资金{decimal}{money}，新增{thing}{number}{unit}，完成{thing}{big}{unit}，占年度任务的{percent}。",
    "据统计，今年前{digit}个月，{place}共完成{thing}{number}{unit}，同比增长{percent}；{thing}{big}{unit}，同比增长{percent}。",
    "目前，{town}、{town}已建成{thing}{number}{unit}，{site}{digit}处，带动{person}户均增收{big}元。",
    "去年以来，该{office}先后{digit}次召开会议研究{topic}，下达资金{number}{money}，解决{thing}等问题{number}个。",
    "截至{date}，{topic}覆盖全县{number}个行政村，{person}满意率达到{percent}，比上年提高{decimal}个百分点。",
    "该项目总投资{decimal}{money}，包括{thing}、{thing}以及{thing}{digit}类工程，计划于{year}年{month}月建成。",
    "借助{acronym}技术，{thing}的数据每{number}分钟更新一次，工作人员打开手机APP就能查看，误差不超过{decimal}%。",
    "线上申报入口（www.{latin}.example/{latin}{number}）同步开放，当天受理{thing}申请{number}件。",
)
QUOTES = (
    "“起初我也犯嘀咕，{thing}能顶啥用？试了一季，服了！”{town}{village}{role}{name}竖起大拇指{said}。",
    "在{name}家的小院里，{age}岁的老伴端来热茶：“全靠政策好，{thing}装到了家门口，晚上睡觉都{feel}。”",
    "面对记者的镜头，{role}{name}有些腼腆：“都是分内的事，{thing}早一天修好，{person}就早一天放心。”",
    "“以前{thing}少，{person}办事要跑{number}公里，现在{site}就在家门口，方便多了。”{town}{village}{role}{name}{said}。",
    "“{topic}不是一阵风，关键要{verb}{object}。”{place}{office}有关负责人{name}{said}，“下一步，我们还要在{thing}上想办法。”",
    "{role}{name}{said}：“自从有了{thing}，我们心里就有了底，今年{aim}有盼头。”",
    "“{saying}，这话一点不假。”谈起{thing}，{name}{said}，去年全家收入{decimal}万元，比前年多了{number}%。",
    "“我们把{thing}和‘{fame}’结合起来，{person}从‘站着看’变成‘跟着干’。”{village}{role}{name}{said}。",
    "说起这几年的变化，{age}岁的{name}打开了话匣子：“{thing}有了，{thing}也有了，日子越过越{feel}。”",
)
MEASURES = (
    "{town}将{thing}管护经费列入预算，每年安排{number}{money}，聘请{number}名公益岗人员常态化巡护，做到小修不出村、大修不过夜。",
    "围绕{thing}供应不及时的问题，{bureau}开通绿色通道，安排{digit}台车辆送货到户，{person}足不出户就能用上。",
    "{village}成立{topic}理事会，推选{digit}名威望高的老党员担任理事，遇事共商、账目共管，赢得了{person}的信任。",
    "{place}还把{topic}写进乡镇年度目标责任书，分值占到{digit}分，年底依据{thing}数量和质量兑现奖惩。",
    "依托东西部协作，{office}引进{thing}新技术{digit}项，在{site}建起试验点，先试后推，稳扎稳打。",
    "夜幕降临，{site}依旧灯火通明，技术人员轮班值守，{thing}的每项指标都有专人记录、专人复核。",
    "{place}{office}坚持把{topic}放在突出位置，{verb}{object}，{verb}{object}，{manner}推进{thing}建设，走出了一条{virtue}的路子。",
    "在{thing}方面，{town}采取“支部引领、{person}参与”的办法，{verb}{object}，做到事事有人管、件件有回音。",
    "针对{thing}不足的实际，当地{verb}{object}，组建由{digit}名技术人员组成的服务队，采取分片包干、上门指导的形式开展服务。",
    "为{verb}{object}，{office}联合{bureau}建立联席会议制度，对{thing}实行清单化管理，逐项销号、{virtue}。",
    "{town}还依托{site}，开设“{fame}”课堂，每月邀请{role}为{person}讲解{thing}、{thing}知识，做到{virtue}。",
    "同时，{place}{manner}{verb}{object}，将{thing}纳入考核，推动{topic}由“有没有”向“好不好”转变。",
    "与此同时，{village}发挥{site}的作用，把{thing}交给{person}评说，评出的{number}名先进典型在{old}牌匾下领了奖。",
)
CLOSINGS = (
    "下一步，{place}{office}将{manner}{verb}{object}，{verb}{object}，为{aim}贡献力量。",
    "活动的开展，进一步{verb}了{object}，营造了人人关心{topic}、人人支持{topic}的良好氛围。",
    "如今，{thing}已成为{town}的“{fame}”，{aim}的画卷正在{village}徐徐展开。",
    "通过此次活动，{person}对{topic}有了更深的认识，纷纷表示要{virtue}、{virtue}，为{aim}出一份力。",
    "{place}相关领导及{bureau}、{bureau}负责人参加活动。",
)
NEWS_BODY = (VISITS, DEMANDS, FACTS, QUOTES, MEASURES, DEMANDS, MEASURES)

FEATURE_OPENINGS = (
    "{sky}，{place}{town}{village}的{site}已经热闹起来。{role}{name}换上工装，先把{thing}检查了一遍，再招呼{person}开工。",
    "{thing}从哪里来？{thing}往哪里去？在{place}，围绕{topic}的探索已经走过{digit}个年头。",
    "一张{thing}的分布图，挂在{place}{office}的墙上。图上{number}个红点，记录着{topic}的进度。",
    "{season}，{name}第一次来到{place}{town}的{site}。谁也没有想到，他与{thing}的缘分就此开始。",
    "提起{topic}，{place}{town}的{person}都会竖起大拇指。{number}{unit}{thing}、{digit}处{site}，见证着这片土地的变化。",
)
ESSAY = (
    "清晨推开窗，{smell}扑面而来，远处{spot}有人在{deed}，一声咳嗽惊起两只麻雀。",
    "那些年日子紧巴，{kin}把{keepsake}换来的钱一张张抚平，压在炕席底下，留着给我们交学费。",
    "村里人说起{place}的旧事，总绕不开{spot}，绕不开{keepsake}，绕不开那年发大水的夜晚。",
    "友人寄来一包{smell}，拆开信封的刹那，眼前浮现的竟是{kin}弯腰{deed}的背影。",
    "{season}最好的去处是{spot}，拣块石头坐下，听流水说话，看云影从{town}那头挪过来。",
    "我问{kin}，为何一辈子不肯搬去城里住。老人家指指{keepsake}，又指指门外，笑而不答。",
    "车过{town}，窗外掠过大片的田野，我忽然辨认出{spot}，像辨认一位久别的亲人。",
    "儿子捧着{keepsake}问这是什么，我讲了半个钟头，他似懂非懂，末了说：“原来爷爷这么厉害。”",
    "搬家时翻出{keepsake}，擦去浮尘，底部竟刻着一行小字，是{kin}的手迹，墨色已淡。",
    "灯下读{classic}，窗外落着雨，读到会心处，真想起身去敲{kin}的门，讨一杯粗茶喝。",
    "{deed}是门手艺，急不得。{kin}的规矩是先净手，再静坐片刻，然后才肯碰那些家什。",
    "{place}人好客，来了远亲近邻，必端出自家做的吃食，满屋{smell}，说笑声能传到{spot}。",
    "夜里落了霜，{spot}的草尖白茫茫一片，脚踩上去咯吱作响，像谁在耳边说悄悄话。",
    "多年以后，当我在异乡的街头闻到{smell}，鼻子一酸，竟站在人流里半天挪不动步。",
    "{season}，我跟着{kin}去{spot}{deed}，空气里满是{smell}的味道，心里说不出的{feel}。",
    "{kin}不爱说话，一辈子守着{spot}，最拿手的是{deed}，最舍不得的是那只{keepsake}。",
    "后来我离开{place}，走过许多地方，却总在{smell}的气息里想起{spot}，想起{keepsake}，一时{feel}。",
    "“{saying}。”{kin}常这样说，手里的活计不停，{keepsake}在灯影里一闪一闪。",
    "如今的{town}变了模样，{spot}修了新路，只有{keepsake}还在，像一个{feel}的句号。",
    "小时候不懂{kin}为什么总要在{season}{deed}，直到自己也有了孩子，才明白那份{feel}里藏着怎样的牵挂。",
    "我在{classic}里读到一句话，恍然想起{spot}的那个黄昏，{kin}背着{keepsake}，慢慢走进{smell}里。",
    "{season}，{spot}的风是{feel}的。几个孩子围着{keepsake}，听{kin}讲从前的事，讲着讲着天就黑了。",
    "那只{keepsake}陪了{kin}{age}年，边角磨得发亮，里面装过{smell}，也装过一家人的盼头。",
    "人这一生，能记住的不过几件小事：一回{deed}，一阵{smell}，一个在{spot}等你的人。",
    "去年回乡，{spot}立起一块牌子，写着{old}四个字。{kin}摸了又摸，说不出话来，眼里却是{feel}的。",
)
VERSES = (
    "{spot}，风慢下来",
    "{kin}把{keepsake}擦亮",
    "{smell}漫过{season}",
    "谁在{spot}{deed}",
    "我听见{feel}的回声",
    "一盏灯，就是一个村庄",
    "{season}，雨落在{place}",
    "河水替我们记着名字",
    "麦子低头，像在认亲",
    "把{keepsake}交给远方",
    "山那边还是山",
    "而故乡是{feel}的",
)
LETTERS = (
    "编辑同志：我是{place}{town}{village}的一名{role}。最近，{site}附近的{thing}出现损坏，给{person}出行带来不便，希望有关部门尽快处理。",
    "据了解，{thing}自{year}年安装以来，一直由{office}管理，但{month}月以后就无人过问，{person}多次反映没有结果。",
    "希望{office}能够{verb}{object}，明确{thing}的管护责任，让{topic}真正惠及{person}。",
    "接到来信后，记者随即与{place}{office}取得联系。该局答复称，已安排{number}名工作人员到现场核实，预计{digit}个工作日内修复。",
)
NOTICES = (
    "{place}{town}{name}遗失居民身份证，证号尾数{big}，声明作废。",
    "{place}{topic}服务有限公司遗失公章一枚，编号{big}{number}，声明作废。",
    "因{thing}检修施工，{date}{digit}时至{digit}时，{town}、{village}一带将暂停供水，请用户提前做好准备。",
    "经研究，决定对{site}周边{number}{unit}{thing}进行公开招租，有意者请于{date}前报名，联系电话：0{number}—{big}{number}。",
    "{place}{office}拟对{topic}项目有关情况予以公示，公示期为{digit}个工作日，如有异议请以书面形式反映。",
)
CAPTIONS = (
    "{date}，{place}{town}{village}，{person}在{site}查看{thing}。{when}，当地{manner}推进{topic}，助力{aim}。",
    "{when}，{place}{office}组织志愿者走进{site}，开展{topic}志愿服务活动。图为志愿者向{person}讲解{thing}知识。",
    "{sky}，{place}{town}的{site}里，工人正在安装{thing}。据悉，该项目总投资{decimal}{money}。",
    "图为{date}航拍的{place}{town}{site}，{number}{unit}{thing}与远山相映，景色怡人。",
)

HEADLINES = (
    "{place}{office}开展{topic}专题调研",
    "{place}召开{topic}现场推进会",
    "{place}{number}{unit}{thing}投入使用",
    "{place}{town}：{thing}带来新变化",
    "{place}{topic}绘就{aim}新图景",
    "{topic}绘出{aim}新画卷 {thing}托起{person}新期盼",
    "小{thing}写出{aim}大文章",
    "{place}{office}{verb}{object}助推{topic}",
    "{topic}进了{village} {thing}乐了{person}",
    "{place}{town}：{verb}{object} 促进{aim}",
    "{place}{topic}架起“{fame}”",
    "{place}着力破解{thing}难题",
    "{manner}推进{topic} {verb}{object}",
    "{place}前{digit}个月新增{thing}{number}{unit}",
    "{topic}让{person}得实惠",
    "{office}为{topic}添动力",
    "{place}{topic}技能比武火热开赛",
)
FEATURE_HEADLINES = (
    "一{unit}{thing}里的{aim}账",
    "{thing}“长”出{aim}",
    "把{topic}办到{person}心坎上",
    "从{thing}到{thing}：{town}的{topic}实践",
    "{town}“变形记”",
    "让{thing}成为“{fame}”",
    "{verb}{object} 书写{topic}答卷",
    "{site}里的新故事",
    "{thing}为何这样“火”",
    "向{thing}要{aim}",
)
ESSAY_HEADLINES = (
    "{spot}",
    "{keepsake}",
    "{season}的{smell}",
    "{kin}的{keepsake}",
    "{deed}",
    "{smell}里的乡愁",
    "{place}记",
    "想起{kin}",
    "听{kin}{deed}",
    "又见{smell}",
)
KICKERS = (
    "{topic}覆盖{number}个村，惠及{person}{big}人",
    "{place}{office}",
    "{place}县{office}",
    "{place}{town}",
    "{place}{verb}{object}——",
    "{topic}“{fame}”行动启动——",
    "{place}{office}{manner}推进{topic}——",
)
SUBTITLES = (
    "——{place}{topic}工作综述",
    "——{place}{town}{topic}见闻",
    "——记{place}{town}{village}{role}{name}",
    "——来自{place}{site}的报道",
    "——{place}{verb}{object}侧记",
)
SUBHEADS = (
    "{verb}{object}，下好“先手棋”",
    "{verb}{object}，{thing}有人管",
    "从“{thing}”到“{fame}”",
    "{virtue}，让{thing}活起来",
    "{verb}{object}，跑出“加速度”",
    "{thing}变成“{fame}”",
    "{aim}有了新答案",
    "{topic}联千家",
    "小{thing}，大民生",
    "{verb}{object}，织密“{fame}”",
)
