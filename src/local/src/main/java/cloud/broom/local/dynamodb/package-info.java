/** DynamoDB: IAM here, tables and items in DynamoDB Local. */
@NullMarked
package cloud.broom.local.dynamodb;

import org.jspecify.annotations.NullMarked;
