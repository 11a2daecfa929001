package cloud.broom.local.wire;

import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML through a real writer, so that whatever a name or a value holds is escaped. */
public final class Xml {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter out;

    private Xml(XMLStreamWriter out) {
        this.out = out;
    }

    /** A whole document. An empty namespace is none. */
    public static String document(String root, String namespace, Consumer<Xml> content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement(root);
            if (!namespace.isEmpty()) {
                writer.writeDefaultNamespace(namespace);
            }
            content.accept(new Xml(writer));
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
        return text.toString();
    }

    public Xml element(String name, Consumer<Xml> content) {
        try {
            out.writeStartElement(name);
            content.accept(this);
            out.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML element " + name, e);
        }
        return this;
    }

    public Xml text(String name, String value) {
        return element(name, self -> self.characters(value));
    }

    /** Characters of the element itself. */
    public Xml text(String value) {
        characters(value);
        return this;
    }

    public Xml text(String name, long value) {
        return text(name, String.valueOf(value));
    }

    public Xml text(String name, boolean value) {
        return text(name, String.valueOf(value));
    }

    /** One element each, {@code <name>value</name>}. */
    public Xml each(String name, Iterable<String> values) {
        values.forEach(value -> text(name, value));
        return this;
    }

    /** Control characters as references: a reader would turn a bare carriage return into another character. */
    private void characters(String value) {
        try {
            int from = 0;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' && c != '\n' && c != '\t') {
                    out.writeCharacters(value.substring(from, i));
                    out.writeEntityRef("#x" + Integer.toHexString(c));
                    from = i + 1;
                }
            }
            out.writeCharacters(value.substring(from));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML text", e);
        }
    }
}
