package io.aula.social.forum;

import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** By what threads are sorted into boxes: the same word, however it was typed, is the same tag. */
final class Tags {
    static final int MOST = 5;
    static final int LONGEST = 30;
    private static final Pattern GOOD = Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}.+#-]{0,29}");

    private Tags() {}

    static String form(String typed) {
        String tag = PlainText.name(typed).toLowerCase(Locale.ROOT);
        return tag.startsWith("#") ? tag.substring(1) : tag;
    }

    /** Each once, in the order in which they were typed. */
    static List<String> of(List<String> typed) {
        return typed.stream().map(Tags::form).distinct().toList();
    }

    static boolean areGood(List<String> typed) {
        return typed.size() <= MOST
                && of(typed).stream().allMatch(tag -> GOOD.matcher(tag).matches());
    }
}
