package dev.regard.rules.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.regard.engine.rule.Attribute;
import dev.regard.engine.rule.Facts;
import dev.regard.engine.rule.Match;
import dev.regard.engine.rule.TableReader;
import dev.regard.engine.rule.Topic;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexiconTest {
    private final TableReader tables = new TableReader(ShippedTables.byTopic());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "瓷砖有质量问题，要求退货 | defect | normal",
        "我要投诉，地砖开裂了 | defect | normal",
        "收到的砖破损，要求赔偿 | defect | normal",
        "马桶漏水 | defect | normal",
        "水龙头漏水没人管 | defect | normal",
        "色差太大 | defect | normal",
        "你们是骗子，我要打12315 | service | high",
        "甲醛超标 | defect | critical",
        "孩子被砸伤 | defect | critical",
        "安装师傅态度恶劣 | installation | normal",
        "送货太慢，一直没到货 | delivery | normal",
        "The tiles arrived broken | defect | normal",
        "two tiles are cracked | defect | normal",
        "I want to file a complaint: the tap is leaking | defect | normal",
        "I want a refund | billing | normal",
        "your installer never came | installation | normal",
        "My lawyer will contact you | service | high",
        "formaldehyde smell in the bedroom | defect | critical",
        "My daughter was injured when the tile fell off the wall | defect | critical",
        "I am very unhappy with the colour | other | normal",
        "地板起拱，很失望 | defect | normal",
        "客户反映墙砖脱落 | defect | normal",
        "I have been overcharged | billing | normal",
        "投诉：订单A-1 | other | normal",
        "The floor is warped and nobody answers the phone | defect | normal",
        "瓷砖开裂 | defect | normal",
        "送来的瓷砖碎了三箱 | defect | normal",
        "three boxes were broken | defect | normal",
        "花洒坏了 | defect | normal",
        "质量太差 | defect | normal",
        "给你们打了好几次电话没人管 | service | normal",
        "My order has not arrived | delivery | normal",
        "You never called back | service | normal",
        "I want my money back | billing | normal",
        "this is unacceptable | other | normal",
        "我被骗了 | service | high",
        "Nobody called me back about my leaking tap | defect | normal",
        "handle fell off after two days | defect | normal",
        "Complaint: wrong tiles delivered | delivery | normal",
        "发票金额不对 | billing | normal",
        "送来的数量不对 | delivery | normal",
        "My floor has swollen and I’m not happy | defect | normal",
        "it doesn’t work any more | defect | normal"})
    void wordsOfComplaintHaveACategoryAndASeverity(String text, String category, String severity) {
        Match match = Match.first(lexicon(text)).orElseThrow(() -> new AssertionError("not recognised: " + text));
        assertEquals(category + " " + severity, match.required("category") + " " + match.required("severity"));
    }

    /** Praise, questions, and what a colleague notes about a call that reached nobody. */
    @ParameterizedTest
    @ValueSource(strings = {
        "没有质量问题，客户很满意",
        "一切都好，没有开裂，没有漏水",
        "No problems, very satisfied",
        "no cracks, no leaks, nothing broken",
        "no complaints so far",
        "没有投诉",
        "不需要退货",
        "不要退款",
        "咨询甲醛检测报告",
        "零甲醛地板多少钱",
        "防漏电保护器有货吗",
        "瓷砖没有破损，安装顺利",
        "Delivery went well and the installation looks great",
        "What is your refund policy?",
        "refund policy please",
        "想了解保修和退货政策",
        "砖很漂亮，谢谢",
        "投诉处理得很好，谢谢",
        "The complaint was handled very well, thank you",
        "价格有点贵，能优惠吗",
        "too expensive, can you give a discount?",
        "客户今天不在，改天再联系",
        "My wife is a lawyer and loves the tiles",
        "order 12315 tiles",
        "nothing is broken",
        "the tap is not leaking any more",
        "the old tap was leaking, so we bought a new one",
        "地板保养得很好，没有变形",
        "今天没有客户投诉",
        "Please send a quotation for 200 square metres",
        "need 300 boxes of antique tile, 要尽快送货",
        "今日拜访5家，收款3万，没有问题",
        "已经住院的老板出院了",
        "没有人受伤",
        "货没有破损",
        "没人受伤",
        "打了好几次电话，客户不接电话",
        "客户一直不回复",
        "called three times, nobody answered",
        "payment has not arrived",
        "customer pays ten days late",
        "nothing to complain about",
        "老板娘住院了，下周再约",
        "I love it, may I post it online?",
        "Do you have a different shade?",
        "the old supplier's sales fell off",
        "got my money back, thank you",
        "师傅没有偷工减料，很耐心",
        "库存数量不够，要补货",
        "no answer, will try again tomorrow",
        "price unacceptable, will negotiate",
        "our sales are on fire"})
    void whatIsNoComplaintIsNotTakenForOne(String text) {
        assertEquals(List.of(), lexicon(text).stream().map(m -> m.row().key()).toList());
    }

    private List<Match> lexicon(String text) {
        return tables.evaluate(Topic.LEXICON, Facts.none().with(Attribute.WORDS, text));
    }
}
