package dev.regard.routes.demo;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names that somebody could have and nobody is meant by. */
final class Names {
    /** Character, pinyin. */
    private static final String[][] SURNAMES = {
        {"王", "wang"}, {"李", "li"}, {"张", "zhang"}, {"刘", "liu"}, {"陈", "chen"}, {"杨", "yang"}, {"黄", "huang"}, {"赵", "zhao"},
        {"吴", "wu"}, {"周", "zhou"}, {"徐", "xu"}, {"孙", "sun"}, {"马", "ma"}, {"朱", "zhu"}, {"胡", "hu"}, {"郭", "guo"},
        {"何", "he"}, {"林", "lin"}, {"高", "gao"}, {"罗", "luo"}, {"郑", "zheng"}, {"梁", "liang"}, {"谢", "xie"}, {"宋", "song"},
        {"唐", "tang"}, {"许", "xu"}, {"韩", "han"}, {"冯", "feng"}, {"邓", "deng"}, {"曹", "cao"}, {"彭", "peng"}, {"曾", "zeng"},
        {"肖", "xiao"}, {"田", "tian"}, {"董", "dong"}, {"潘", "pan"}, {"袁", "yuan"}, {"蔡", "cai"}, {"蒋", "jiang"}, {"余", "yu"},
        {"欧阳", "ouyang"}, {"司徒", "situ"}};
    private static final String[][] GIVEN = {
        {"伟", "wei"}, {"芳", "fang"}, {"娜", "na"}, {"敏", "min"}, {"静", "jing"}, {"丽", "li"}, {"强", "qiang"}, {"磊", "lei"},
        {"军", "jun"}, {"洋", "yang"}, {"勇", "yong"}, {"艳", "yan"}, {"杰", "jie"}, {"娟", "juan"}, {"涛", "tao"}, {"明", "ming"},
        {"超", "chao"}, {"霞", "xia"}, {"平", "ping"}, {"刚", "gang"}, {"桂英", "guiying"}, {"建国", "jianguo"}, {"志强", "zhiqiang"},
        {"秀兰", "xiulan"}, {"玉梅", "yumei"}, {"海燕", "haiyan"}, {"晓东", "xiaodong"}, {"雪梅", "xuemei"}, {"文博", "wenbo"},
        {"子涵", "zihan"}, {"雨桐", "yutong"}, {"浩然", "haoran"}, {"思远", "siyuan"}, {"嘉怡", "jiayi"}, {"梓轩", "zixuan"},
        {"一鸣", "yiming"}, {"若曦", "ruoxi"}, {"俊杰", "junjie"}, {"欣怡", "xinyi"}, {"国栋", "guodong"}};
    private static final String[] FOREIGN_FIRST = {"Anna", "Michael", "Sofia", "James", "Elena", "Thomas", "Maria", "David", "Ingrid",
        "Lucas", "Hannah", "Peter", "Claire", "Daniel", "Yuki", "Priya", "Olga", "Marco", "Emma", "Johan"};
    private static final String[] FOREIGN_LAST = {"Weber", "Smith", "Rossi", "Johansson", "Novak", "Dubois", "Garcia", "Tanaka", "Brown",
        "Larsen", "Fischer", "Kumar", "Moreau", "Jensen", "Silva", "Taylor", "Kowalski", "Nakamura", "Bauer", "Martin"};
    private static final String[][] HOUSES = {
        {"华盛", "huasheng"}, {"金鼎", "jinding"}, {"恒达", "hengda"}, {"瑞丰", "ruifeng"}, {"安居", "anju"}, {"鸿运", "hongyun"},
        {"嘉美", "jiamei"}, {"永固", "yonggu"}, {"东方", "dongfang"}, {"佳和", "jiahe"}, {"宏泰", "hongtai"}, {"新世纪", "xinshiji"},
        {"天成", "tiancheng"}, {"福临", "fulin"}, {"盛世", "shengshi"}, {"百合", "baihe"}, {"正大", "zhengda"}, {"联众", "lianzhong"}};
    private static final String[] TRADES = {"建材商行", "陶瓷经营部", "装饰材料有限公司", "建材贸易有限公司", "地板专卖店", "卫浴商城"};
    private static final String[] STUDIOS = {"设计工作室", "空间设计", "室内设计", "装饰设计事务所"};

    private Names() { }

    /** @param latin what stands before the @ of an address */
    record Name(String shown, String latin) { }

    static Name person(RandomGenerator random) {
        String[] surname = one(SURNAMES, random);
        String[] given = one(GIVEN, random);
        return new Name(surname[0] + given[0], surname[1] + "." + given[1]);
    }

    static Name foreigner(RandomGenerator random) {
        String first = FOREIGN_FIRST[random.nextInt(FOREIGN_FIRST.length)];
        String last = FOREIGN_LAST[random.nextInt(FOREIGN_LAST.length)];
        return new Name(first + " " + last, (first + "." + last).toLowerCase(Locale.ROOT));
    }

    static Name dealer(String city, RandomGenerator random) {
        String[] house = one(HOUSES, random);
        return new Name(city + house[0] + TRADES[random.nextInt(TRADES.length)], house[1]);
    }

    static Name studio(RandomGenerator random) {
        Name person = person(random);
        return new Name(person.shown() + STUDIOS[random.nextInt(STUDIOS.length)], person.latin());
    }

    private static String[] one(String[][] all, RandomGenerator random) {
        return all[random.nextInt(all.length)];
    }
}
