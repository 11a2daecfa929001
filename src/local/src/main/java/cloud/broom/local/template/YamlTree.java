package cloud.broom.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A template file as a tree, with CloudFormation's short tags written out: {@code !Ref X} is {@code {"Ref": "X"}}. */
final class YamlTree {
    private static final JsonNodeFactory TREE = JsonNodeFactory.instance;

    private YamlTree() {}

    static JsonNode read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            return tree(new Yaml(new SafeConstructor(options)).compose(reader));
        } catch (IOException e) {
            throw new TemplateRefusedException(file.getFileName().toString(), "cannot be read: " + e);
        } catch (YAMLException e) {
            throw new TemplateRefusedException(file.getFileName().toString(), "is not YAML: " + e.getMessage());
        }
    }

    private static JsonNode tree(Node node) {
        JsonNode plain;
        if (node instanceof MappingNode mapping) {
            plain = object(mapping);
        } else if (node instanceof SequenceNode sequence) {
            ArrayNode array = TREE.arrayNode();
            sequence.getValue().forEach(item -> array.add(tree(item)));
            plain = array;
        } else {
            plain = scalar((ScalarNode) node);
        }
        String tag = node.getTag().getValue();
        return tag.startsWith("!") ? written(tag.substring(1), plain) : plain;
    }

    private static JsonNode object(MappingNode mapping) {
        ObjectNode object = TREE.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key) {
                if (object.has(key.getValue())) {
                    throw new TemplateRefusedException(
                            key.getValue(), "stands twice" + key.getStartMark().get_snippet());
                }
                object.set(key.getValue(), tree(entry.getValueNode()));
            }
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.INT)) {
            try {
                return LongNode.valueOf(Long.parseLong(scalar.getValue()));
            } catch (NumberFormatException e) {
                return TextNode.valueOf(scalar.getValue()); // octal, hexadecimal, sexagesimal: as written
            }
        }
        if (tag.equals(Tag.BOOL)) {
            return BooleanNode.valueOf(scalar.getValue().matches("(?i)true|yes|on"));
        }
        return tag.equals(Tag.NULL) ? NullNode.getInstance() : TextNode.valueOf(scalar.getValue());
    }

    private static JsonNode written(String tag, JsonNode value) {
        String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
        return TREE.objectNode().set(name, value);
    }
}
