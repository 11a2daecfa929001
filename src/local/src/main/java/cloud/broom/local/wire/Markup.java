package cloud.broom.local.wire;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element of a document that a client sent; namespaces and attributes do not matter to AWS's documents.
 *
 * @param text all characters directly within, as they stand: a key may begin or end with a space
 */
public record Markup(String name, String text, List<Markup> children) {
    private static final XMLInputFactory FACTORY = factory();

    public Markup {
        children = List.copyOf(children);
    }

    /**
     * Reads a whole document. Document types and entities of its own are refused.
     *
     * @throws AwsError 400 MalformedXML
     */
    public static Markup parse(String document) {
        try {
            XMLStreamReader in = FACTORY.createXMLStreamReader(new StringReader(document));
            in.nextTag();
            Markup root = element(in);
            while (in.hasNext()) {
                in.next();
            }
            return root;
        } catch (XMLStreamException e) {
            throw new AwsError(
                    400,
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate: " + e.getMessage());
        }
    }

    public List<Markup> all(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The text of the first child of that name. */
    public Optional<String> value(String child) {
        return all(child).stream().findFirst().map(Markup::text);
    }

    private static Markup element(XMLStreamReader in) throws XMLStreamException {
        String name = in.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Markup> children = new ArrayList<>();
        for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(in));
            } else if (in.hasText() && event != XMLStreamConstants.COMMENT) {
                text.append(in.getText());
            }
        }
        return new Markup(name, text.toString(), children);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
