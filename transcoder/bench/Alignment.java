import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was said beside what was heard, word by word, with as few changes as can be.
 *
 * @param slips in rising order
 */
record Alignment(int said, List<Slip> slips) {

    /** @param at index among the words heard, before which one is missing or at which one stands that was not said so */
    record Slip(Kind kind, int at) {}

    enum Kind {
        REPLACED,
        LOST,
        ADDED
    }

    static Alignment of(List<String> said, List<String> heard) {
        int[][] least = least(said, heard);
        List<Slip> slips = new ArrayList<>();
        int i = said.size();
        int k = heard.size();
        while (i > 0 || k > 0) {
            if (i > 0 && k > 0 && said.get(i - 1).equals(heard.get(k - 1)) && least[i][k] == least[i - 1][k - 1]) {
                i--;
                k--;
            } else if (i > 0 && k > 0 && least[i][k] == least[i - 1][k - 1] + 1) {
                i--;
                slips.addFirst(new Slip(Kind.REPLACED, --k));
            } else if (i > 0 && least[i][k] == least[i - 1][k] + 1) {
                i--;
                slips.addFirst(new Slip(Kind.LOST, k));
            } else {
                slips.addFirst(new Slip(Kind.ADDED, --k));
            }
        }
        return new Alignment(said.size(), slips);
    }

    private static int[][] least(List<String> said, List<String> heard) {
        int[][] least = new int[said.size() + 1][heard.size() + 1];
        Arrays.setAll(least[0], k -> k);
        for (int i = 1; i <= said.size(); i++) {
            least[i][0] = i;
            for (int k = 1; k <= heard.size(); k++) {
                int replaced = least[i - 1][k - 1] + (said.get(i - 1).equals(heard.get(k - 1)) ? 0 : 1);
                least[i][k] = Math.min(replaced, Math.min(least[i - 1][k], least[i][k - 1]) + 1);
            }
        }
        return least;
    }

    int errors() {
        return slips.size();
    }

    /** Words lost or doubled within three words of a place where the sound was cut. */
    long near(List<Integer> seams) {
        return slips.stream()
                .filter(slip -> slip.kind() != Kind.REPLACED)
                .filter(slip -> seams.stream().anyMatch(seam -> Math.abs(seam - slip.at()) <= 3))
                .count();
    }

    @Override
    public String toString() {
        return said == 0
                ? errors() + " words"
                : String.format(Locale.ROOT, "%d (%.1f %%)", errors(), 100.0 * errors() / said);
    }
}
