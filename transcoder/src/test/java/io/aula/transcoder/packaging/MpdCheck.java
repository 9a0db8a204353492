package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What ISO/IEC 23009-1 asks of the elements that we write: their order and their attributes (the tables of 5.3.1 to 5.3.9 and
 * 5.8), and of a static presentation of the live profile (8.4). The standard's own schema is in no package that a build can
 * name: so this stands in for it where {@link MpdSchema} is not told where it is; anything else than what we write is a fault here.
 */
public final class MpdCheck {

    private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ANY = Pattern.compile(".+", Pattern.DOTALL);
    private static final Pattern TRUTH = Pattern.compile("true|false");
    private static final Pattern SECONDS = Pattern.compile("PT[0-9]+(\\.[0-9]+)?S");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");

    /** The attributes of an element that are there, and those that must be; the children in their order. */
    private record Rule(Map<String, Pattern> attributes, Set<String> needed, List<String> children) {}

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry(
                    "MPD",
                    new Rule(
                            Map.of(
                                    "profiles", ANY,
                                    "type", Pattern.compile("static"),
                                    "minBufferTime", SECONDS,
                                    "mediaPresentationDuration", SECONDS),
                            Set.of("profiles", "minBufferTime", "mediaPresentationDuration"),
                            List.of("Period"))),
            Map.entry("Period", new Rule(Map.of("id", ANY, "start", SECONDS), Set.of(), List.of("AdaptationSet"))),
            Map.entry(
                    "AdaptationSet",
                    new Rule(
                            Map.of(
                                    "id",
                                    COUNT,
                                    "contentType",
                                    Pattern.compile("text|image|audio|video|application|font"),
                                    "mimeType",
                                    Pattern.compile("video/mp4|audio/mp4|text/vtt"),
                                    "lang",
                                    LANGUAGE,
                                    "segmentAlignment",
                                    TRUTH,
                                    "startWithSAP",
                                    Pattern.compile("[0-6]")),
                            Set.of("mimeType"),
                            List.of("SupplementalProperty", "Label", "Role", "Representation"))),
            Map.entry(
                    "Representation",
                    new Rule(
                            Map.of(
                                    "id", Pattern.compile("\\S+"),
                                    "codecs", Pattern.compile("[A-Za-z0-9.]+(,[A-Za-z0-9.]+)*"),
                                    "bandwidth", POSITIVE,
                                    "width", POSITIVE,
                                    "height", POSITIVE,
                                    "frameRate", Pattern.compile("[0-9]+(/[1-9][0-9]*)?"),
                                    "sar", Pattern.compile("[0-9]+:[0-9]+"),
                                    "audioSamplingRate", Pattern.compile("[0-9]+( [0-9]+)?")),
                            Set.of("id", "bandwidth"),
                            List.of("AudioChannelConfiguration", "BaseURL", "SegmentTemplate"))),
            Map.entry(
                    "SegmentTemplate",
                    new Rule(
                            Map.of("timescale", POSITIVE, "initialization", ANY, "media", ANY, "startNumber", COUNT),
                            Set.of("media"),
                            List.of("SegmentTimeline"))),
            Map.entry("SegmentTimeline", new Rule(Map.of(), Set.of(), List.of("S"))),
            Map.entry(
                    "S",
                    new Rule(
                            Map.of("t", COUNT, "d", POSITIVE, "r", Pattern.compile("-?[0-9]+")),
                            Set.of("d"),
                            List.of())),
            Map.entry("BaseURL", new Rule(Map.of(), Set.of(), List.of())),
            Map.entry("Label", new Rule(Map.of(), Set.of(), List.of())),
            Map.entry("Role", descriptor()),
            Map.entry("SupplementalProperty", descriptor()),
            Map.entry("AudioChannelConfiguration", descriptor()));

    private final List<String> faults = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private double length;

    private MpdCheck() {}

    private static Rule descriptor() {
        return new Rule(Map.of("schemeIdUri", ANY, "value", ANY), Set.of("schemeIdUri"), List.of());
    }

    /** Each in a line; none when all is well. */
    public static List<String> faults(String mpd) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(mpd)))
                    .getDocumentElement();
            MpdCheck check = new MpdCheck();
            check.length = seconds(root.getAttribute("mediaPresentationDuration"));
            check.element(root);
            check.faults.addAll(MpdSchema.faults(mpd));
            return List.copyOf(check.faults);
        } catch (SAXException e) {
            return List.of("no XML: " + e.getMessage());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void element(Element element) {
        Rule rule = RULES.get(element.getLocalName());
        if (rule == null || !NAMESPACE.equals(element.getNamespaceURI())) {
            fault(element, "is none that we write");
            return;
        }
        attributes(element, rule);
        int last = 0;
        for (Element child : children(element)) {
            int place = rule.children().indexOf(child.getLocalName());
            if (place < last) {
                fault(child, "stands where it may not in " + element.getLocalName());
            }
            last = Math.max(last, place);
            element(child);
        }
        switch (element.getLocalName()) {
            case "MPD", "Period", "SegmentTimeline" ->
                atLeastOne(element, rule.children().getFirst());
            case "AdaptationSet" -> adaptationSet(element);
            case "Representation" -> representation(element);
            case "SegmentTemplate" -> template(element);
            default -> {}
        }
    }

    private void attributes(Element element, Rule rule) {
        for (String needed : rule.needed()) {
            if (!element.hasAttribute(needed)) {
                fault(element, "has no " + needed);
            }
        }
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            Pattern pattern = rule.attributes().get(attribute.getNodeName());
            boolean isNamespace = attribute.getNodeName().startsWith("xmlns");
            if (!isNamespace
                    && (pattern == null
                            || !pattern.matcher(attribute.getNodeValue()).matches())) {
                fault(element, "has " + attribute);
            }
        }
    }

    /** 5.3.3.2: of one kind, and told apart from its siblings. */
    private void adaptationSet(Element set) {
        atLeastOne(set, "Representation");
        String kind = set.getAttribute("mimeType").replaceAll("/.*", "");
        if (set.hasAttribute("contentType") && !set.getAttribute("contentType").equals(kind)) {
            fault(set, "is " + set.getAttribute("contentType") + " of " + set.getAttribute("mimeType"));
        }
        if (set.hasAttribute("id") && !ids.add("set " + set.getAttribute("id"))) {
            fault(set, "shares its id");
        }
    }

    /** 5.3.5.2 and 5.3.9.1: its id is its own within the period, and its segments are told in one way. */
    private void representation(Element representation) {
        if (!ids.add("representation " + representation.getAttribute("id"))) {
            fault(representation, "shares its id");
        }
        List<String> ways = children(representation).stream()
                .map(Element::getLocalName)
                .filter(name -> name.equals("BaseURL") || name.equals("SegmentTemplate"))
                .toList();
        if (ways.size() != 1) {
            fault(representation, "tells of its segments by " + ways);
        }
    }

    /** 5.3.9.4 and 5.3.9.6: numbers in addresses, and times that neither overlap nor end far from the presentation's. */
    private void template(Element template) {
        if (!template.getAttribute("media").matches(".*\\$(Number|Time)(%0[0-9]+d)?\\$.*")) {
            fault(template, "names all segments alike");
        }
        if (template.getAttribute("initialization").matches(".*\\$(Number|Time).*")) {
            fault(template, "has a header for each segment");
        }
        atLeastOne(template, "SegmentTimeline");
        long scale = template.hasAttribute("timescale") ? number(template, "timescale") : 1;
        long end = 0;
        long longest = 0;
        for (Element run : children(template).stream()
                .flatMap(each -> children(each).stream())
                .toList()) {
            long start = run.hasAttribute("t") ? number(run, "t") : end;
            if (start < end) {
                fault(run, "begins before the last one ends");
            }
            long repeats = run.hasAttribute("r") ? number(run, "r") : 0;
            if (repeats < 0) {
                fault(run, "goes on for ever in a static presentation");
            }
            end = start + (repeats + 1) * number(run, "d");
            longest = Math.max(longest, number(run, "d"));
        }
        if (Math.abs(end / (double) scale - length) > longest / (double) scale) {
            fault(template, "ends at " + end / (double) scale + " of " + length + " s");
        }
    }

    private void atLeastOne(Element element, String child) {
        if (children(element).stream().noneMatch(each -> each.getLocalName().equals(child))) {
            fault(element, "has no " + child);
        }
    }

    private void fault(Element element, String what) {
        faults.add(element.getNodeName() + " " + element.getAttribute("id") + " " + what);
    }

    private static long number(Element element, String attribute) {
        String text = element.getAttribute(attribute);
        return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static double seconds(String duration) {
        return SECONDS.matcher(duration).matches()
                ? Double.parseDouble(duration.substring(2, duration.length() - 1))
                : 0;
    }

    private static List<Element> children(Element element) {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
