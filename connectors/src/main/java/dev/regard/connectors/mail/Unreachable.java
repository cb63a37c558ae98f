package dev.regard.connectors.mail;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether servers mean that there is no such address, by the codes of RFC 3463 and by their words; a full mailbox, a policy or a refused text says nothing about the address. */
public final class Unreachable {
    /** Bad mailbox or system address, moved, null MX, mailbox disabled; of the first class all but those about the sender. */
    private static final Set<String> CODES = Set.of("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1");
    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])([45]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])");
    private static final Pattern UNKNOWN = Pattern.compile("user (is )?unknown|unknown user|no such (user|mailbox|recipient|address)|(user|mailbox|recipient|address|account)[^.\\n]{0,60}"
            + "(does not exist|doesn't exist|not found|no longer exists|is disabled|unknown)|invalid (recipient|mailbox|address)|unbekannter? (nutzer|empfänger|benutzer)"
            + "|(empfänger|adresse|postfach)[^.\\n]{0,40}(unbekannt|existiert nicht)|(用户|收件人|邮箱|地址|账号)[^。\\n]{0,20}(不存在|无效|已停用|未找到)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FULL = Pattern.compile("mailbox (is )?full|over ?quota|quota exceeded|postfach (ist )?voll|邮箱已满|容量已满|空间不足", Pattern.CASE_INSENSITIVE);

    private Unreachable() { }

    /** The first enhanced status code in a text, such as {@code 5.1.1}; empty where there is none. */
    public static String status(String text) {
        Matcher found = ENHANCED.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** Whether an enhanced status code means it. */
    public static boolean isMeantBy(String status) {
        return CODES.contains(status);
    }

    /** Whether words mean it, where no code is as clear. */
    public static boolean isSaidBy(String words) {
        return UNKNOWN.matcher(words).find() && !FULL.matcher(words).find();
    }

    /** Whether a server's permanent refusal means it: by its code, or by its words where the code is none or of no class. */
    static boolean says(String refusal) {
        String status = status(refusal);
        return isMeantBy(status) || (status.isEmpty() || status.endsWith(".0.0")) && isSaidBy(refusal);
    }
}
