/*
 * The words of HCL job files. Every mode ends in a catch-all, so that the lexer itself never fails: what no rule wants becomes
 * JUNK or BAD_ESCAPE and is reported by HclTokens with its place. No rule looks ahead further than its own token, which keeps
 * the time linear (a block comment is a mode and not one long token for the same reason).
 */
lexer grammar HclLexer;

options { superClass = HclLexerBase; }

tokens { TEXT, ESCAPED_MARK, STRAY }

COMMENT_OPEN : '/*' { commentOpens(); } -> skip, pushMode(COMMENT) ;
LINE_COMMENT : ( '#' | '//' ) ~[\n]* -> skip ;
SPACE        : [ \t\r]+ -> skip ;
NEWLINE      : '\n' ;

NUMBER     : ( Digits ( '.' Digits )? ( [eE] [+-]? Digits )? | '0' [xX] [0-9a-fA-F]+ ) ;
BAD_NUMBER : Digits ( '.' Digits )? NameStart NamePart* ;

FOR    : 'for' ;
IN     : 'in' ;
IF     : 'if' ;
ELSE   : 'else' ;
ENDIF  : 'endif' ;
ENDFOR : 'endfor' ;
NAME   : NameStart NamePart* ;

LBRACE       : '{' -> pushMode(DEFAULT_MODE) ;
RBRACE       : '}' -> popMode ;
STRIP_RBRACE : '~}' -> popMode ;
LBRACKET     : '[' ;
RBRACKET     : ']' ;
LPAREN       : '(' ;
RPAREN       : ')' ;
COMMA        : ',' ;
ELLIPSIS     : '...' ;
DOT          : '.' ;
ARROW        : '=>' ;
EQUAL        : '==' ;
NOT_EQUAL    : '!=' ;
LESS_EQUAL   : '<=' ;
GREATER_EQUAL   : '>=' ;
AND          : '&&' ;
OR           : '||' ;
ASSIGN       : '=' ;
COLON        : ':' ;
QUESTION     : '?' ;
NOT          : '!' ;
LESS         : '<' ;
GREATER         : '>' ;
PLUS         : '+' ;
MINUS        : '-' ;
STAR         : '*' ;
SLASH        : '/' ;
PERCENT      : '%' ;

HEREDOC_OPEN : '<<' '-'? NameStart NamePart* [ \t\r]* '\n' { heredocOpens(); } ;
QUOTE        : '"' -> pushMode(STRING) ;
JUNK         : . ;

fragment Digits    : [0-9]+ ;
fragment NameStart : [\p{L}_] ;
fragment NamePart  : [\p{L}\p{N}_-] ;

mode COMMENT;
COMMENT_TEXT  : ~[*]+ -> skip ;
COMMENT_CLOSE : '*/' -> skip, popMode ;
COMMENT_STAR  : '*' -> skip ;

mode STRING;
QUOTE_CLOSE     : '"' -> popMode ;
INTERPOLATION   : '${' '~'? -> pushMode(DEFAULT_MODE) ;
DIRECTIVE       : '%{' '~'? -> pushMode(DEFAULT_MODE) ;
STRING_MARK     : ( '$${' | '%%{' ) -> type(ESCAPED_MARK) ;
STRING_TEXT     : ~["\\$%\n]+ -> type(TEXT) ;
ESCAPE          : '\\' ( [nrt"\\] | 'u' Hex Hex Hex Hex | 'U' Hex Hex Hex Hex Hex Hex Hex Hex ) ;
BAD_ESCAPE      : '\\' ~[\n]? ;
STRING_LONE     : [$%] -> type(TEXT) ;
UNCLOSED_STRING : '\n' -> popMode ;

fragment Hex : [0-9a-fA-F] ;

mode HEREDOC;
HEREDOC_INTERPOLATION : '${' '~'? -> type(INTERPOLATION), pushMode(DEFAULT_MODE) ;
HEREDOC_DIRECTIVE     : '%{' '~'? -> type(DIRECTIVE), pushMode(DEFAULT_MODE) ;
HEREDOC_MARK          : ( '$${' | '%%{' ) -> type(ESCAPED_MARK) ;
HEREDOC_NEWLINE       : '\n' { heredocLineStarts(); } -> type(TEXT) ;
HEREDOC_TEXT          : ~[$%\n]+ -> type(TEXT) ;
HEREDOC_LONE          : [$%] -> type(TEXT) ;

// Entered only where heredocLineStarts() has seen that the next line is the end marker.
mode HEREDOC_END;
HEREDOC_CLOSE : [ \t]* NameStart NamePart* { heredocCloses(); } -> popMode ;
HEREDOC_JUNK  : . -> type(JUNK) ;
