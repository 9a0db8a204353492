package io.aula.transcoder.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The tokens of a model as bytes, by number; read from the {@code tokenizer.json} that goes with it. */
final class Vocabulary {

    private final List<byte[]> tokens;

    private Vocabulary(List<byte[]> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** The first {@code count} tokens. */
    List<byte[]> first(int count) {
        return tokens.subList(0, Math.min(count, tokens.size()));
    }

    /** Reads {@code "vocab": {"token": number, …}} and nothing else of the file. */
    static Vocabulary of(String json) throws IOException {
        int key = json.indexOf("\"vocab\"");
        int at = key < 0 ? -1 : json.indexOf('{', key);
        if (at < 0) {
            throw new IOException("there is no vocabulary in tokenizer.json");
        }
        TreeMap<Integer, byte[]> byNumber = new TreeMap<>();
        Scanner scanner = new Scanner(json, at + 1);
        while (scanner.isAtText()) {
            byte[] token = Alphabet.bytes(scanner.text());
            byNumber.put(scanner.number(), token);
        }
        return new Vocabulary(new ArrayList<>(byNumber.values()));
    }

    /** Moves over members of one flat JSON object. */
    private static final class Scanner {

        private final String json;
        private int at;

        Scanner(String json, int at) {
            this.json = json;
            this.at = at;
        }

        boolean isAtText() throws IOException {
            while (Character.isWhitespace(here()) || here() == ',') {
                at++;
            }
            return here() == '"';
        }

        String text() throws IOException {
            StringBuilder text = new StringBuilder();
            for (at++; here() != '"'; at++) {
                text.append(here() == '\\' ? escaped() : here());
            }
            at++;
            return text.toString();
        }

        int number() throws IOException {
            while (!Character.isDigit(here())) {
                at++;
            }
            int from = at;
            while (Character.isDigit(here())) {
                at++;
            }
            return Integer.parseInt(json.substring(from, at));
        }

        /** RFC 8259, section 7. */
        private char escaped() throws IOException {
            at++;
            return switch (here()) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> {
                    at += 4;
                    yield (char) Integer.parseInt(json.substring(at - 3, at + 1), 16);
                }
                default -> here();
            };
        }

        private char here() throws IOException {
            if (at >= json.length()) {
                throw new IOException("tokenizer.json ends in the middle");
            }
            return json.charAt(at);
        }
    }

    /** GPT-2 writes each byte as a visible character: printable ones as themselves, the rest from U+0100 on. */
    private static final class Alphabet {

        private static final int[] BYTE_OF = bytes();

        static byte[] bytes(String token) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(token.length());
            for (int i = 0; i < token.length(); i++) {
                char letter = token.charAt(i);
                if (letter >= BYTE_OF.length || BYTE_OF[letter] < 0) {
                    throw new IOException("a token is not in the alphabet of bytes: " + token);
                }
                out.write(BYTE_OF[letter]);
            }
            return out.toByteArray();
        }

        private static int[] bytes() {
            int[] byteOf = new int[0x100 + 256];
            java.util.Arrays.fill(byteOf, -1);
            int next = 0x100;
            for (int b = 0; b < 256; b++) {
                boolean isVisible = b >= 33 && b <= 126 || b >= 161 && b <= 172 || b >= 174;
                byteOf[isVisible ? b : next++] = b;
            }
            return byteOf;
        }
    }
}
