/**
 * JUnit's XML held to a schema, and read back, by libxml2. No schema is official; this one says what junit-10.xsd of
 * Jenkins' xunit-plugin demands of the elements that we write, and is stricter where that leaves things open.
 */
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const attribute = (name: string, type = 'string', use = 'required'): string =>
  `<xs:attribute name="${name}" type="xs:${type}" use="${use}"/>`;

const counts = (more = ''): string =>
  [...'tests failures errors'.split(' ').map((name) => attribute(name, 'nonNegativeInteger')), more].join('');

const problem = (name: string): string =>
  `<xs:element name="${name}"><xs:complexType mixed="true">${attribute('message')}${attribute('type')}</xs:complexType></xs:element>`;

const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  ${problem('failure')}
  ${problem('error')}
  <xs:element name="skipped"><xs:complexType mixed="true">${attribute('message')}</xs:complexType></xs:element>
  <xs:element name="properties"><xs:complexType><xs:sequence>
    <xs:element name="property" maxOccurs="unbounded">
      <xs:complexType>${attribute('name')}${attribute('value')}</xs:complexType>
    </xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0"><xs:element ref="failure"/><xs:element ref="error"/><xs:element ref="skipped"/></xs:choice>
    ${attribute('classname')}${attribute('name')}
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence>
      <xs:element ref="properties"/>
      <xs:element ref="testcase" minOccurs="1" maxOccurs="unbounded"/>
      <xs:element name="system-out" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    ${attribute('name')}${counts(attribute('skipped', 'nonNegativeInteger'))}
  </xs:complexType></xs:element>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" maxOccurs="unbounded"/></xs:sequence>
    ${attribute('name')}${counts()}
  </xs:complexType></xs:element>
</xs:schema>`;

/** Throws what libxml2 finds wrong. */
export const validateJunit = (xml: string): void => {
  const schemaDocument = XmlDocument.fromString(schema);
  const validator = XsdValidator.fromDoc(schemaDocument);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
  } finally {
    for (const held of [document, validator, schemaDocument]) held.dispose();
  }
};

/** The values that an XPath expression selects. */
export const selectXml = (xml: string, path: string): readonly string[] => {
  const document = XmlDocument.fromString(xml);
  try {
    return document.root.find(path).map(({ content }) => content);
  } finally {
    document.dispose();
  }
};
