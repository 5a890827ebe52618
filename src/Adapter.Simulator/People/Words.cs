namespace Adapter.Simulator;

/// <summary>What made-up persons are made of.</summary>
static class Words
{
    public static readonly string[] Surnames =
        ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "欧阳", "上官", "司马", "仇", "逄", "亓"];

    public static readonly string[] Given =
        ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平", "建国", "桂英", "子涵", "梓萱"];

    /// <summary>Of the supplementary planes and the extensions: two UTF-16 units, or not in GBK.</summary>
    public static readonly string[] Rare = ["𠮷", "䶮", "㛃", "𬱖", "𫖯", "堃", "頔", "𣲗"];

    /// <summary>A minority name and the code of its people.</summary>
    public static readonly (string Name, string People)[] Minority =
        [("阿依古丽·买买提", "05"), ("买买提·艾力", "05"), ("迪丽娜尔·吐尔逊", "05"), ("扎西·次仁", "04"), ("尼玛·卓玛", "04"), ("叶尔兰·赛力克", "17"), ("巴特尔·苏和", "02")];

    public static readonly string[] Streets = ["泉城路", "解放路", "文化东路", "历山路", "经十路", "和平路", "花园街", "工人新村"];

    public static readonly string[] Clerks = ["赵敏", "钱磊", "孙静", "李强", "周洁"];

    public static readonly string[] Intentions = ["会计", "仓库管理员", "电工", "家政服务员", "快递员", "餐厅服务员", "软件测试员", "缝纫工"];

    public static readonly string[] Refusals = ["本人已重新就业", "已享受基本养老保险待遇", "重复申请，已在本地登记失业"];
}
