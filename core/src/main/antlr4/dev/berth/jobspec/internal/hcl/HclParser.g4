/*
 * The sentences of HCL job files: HCL2, and what HCL1 of 2015 allowed beyond it (several attributes on one line, quoted keys,
 * commas between attributes, objects as blocks). Two tokens always decide between alternatives, so that parsing is linear; a
 * test holds this (no decision may look further ahead).
 * Binary operators come as flat lists; HclTreeBuilder gives them their precedence. HclTokens has checked before that brackets
 * match and are not nested too deep, and has removed the line ends that mean nothing (inside of parentheses and lists).
 */
parser grammar HclParser;

options { tokenVocab = HclLexer; superClass = HclParserBase; }

file
    : body EOF
    ;
    catch [RecognitionException e] { reportRest(e); }

loneExpression : NEWLINE* expression NEWLINE* EOF ;

body : ( NEWLINE | COMMA | statement | stray )* ;

/*
 * What can start neither an attribute nor a block. No token that can go on an expression stands here: the parser could not tell
 * whether it goes on the value before or is stray, and would look ahead to the end of the file to find out. HclTokens turns such
 * tokens into STRAY where a line starts with them.
 */
stray : token=( STRAY | ASSIGN | COLON | ARROW | ELLIPSIS | NUMBER | NOT | LBRACE | HEREDOC_OPEN ) { strayToken($token); } ;

statement
    : key label* ( assign expression | LBRACE body RBRACE )
    ;
    catch [RecognitionException e] { skipStatement(e, _localctx.start); }

key    : name ( DOT ( name | NUMBER ) )* | string ;
label  : name | string ;
assign : ASSIGN | COLON ;
name   : NAME | FOR | IN | IF | ELSE | ENDIF | ENDFOR ;

expression : operation ( QUESTION expression COLON expression )? ;
operation  : operand ( operator operand )* ;
operator   : OR | AND | EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | PLUS | MINUS | STAR | SLASH | PERCENT ;
operand    : ( NOT | MINUS )* primary step* ;
step       : DOT ( name | NUMBER | STAR ) | LBRACKET ( STAR | expression ) RBRACKET ;

primary
    : NUMBER                                                              # number
    | string                                                              # quoted
    | HEREDOC_OPEN part* HEREDOC_CLOSE                                    # heredoc
    | NAME ( LPAREN arguments? RPAREN )?                                  # nameOrCall
    | LPAREN expression RPAREN                                            # parenthesis
    | LBRACKET ( forList | expression ( COMMA expression )* COMMA? )? RBRACKET  # list
    | LBRACE NEWLINE* ( forObject | object )? RBRACE                      # objectOrFor
    ;

arguments : expression ( COMMA expression )* ( COMMA | ELLIPSIS )? ;
forList   : FOR name ( COMMA name )? IN expression COLON expression ( IF expression )? ;
forObject : FOR name ( COMMA name )? IN expression COLON expression ARROW expression ELLIPSIS? ( IF expression )? NEWLINE* ;
object    : objectItem ( COMMA | NEWLINE | objectItem )* ;
objectItem : objectKey ( assign expression | LBRACE NEWLINE* object? RBRACE ) ;
objectKey : key | NUMBER | LPAREN expression RPAREN ;

string : QUOTE part* QUOTE_CLOSE ;

part
    : TEXT                                                        # text
    | ESCAPE                                                      # escape
    | ESCAPED_MARK                                                # escapedMark
    | INTERPOLATION expression close                              # interpolation
    | DIRECTIVE IF expression close                               # ifDirective
    | DIRECTIVE ELSE close                                        # elseDirective
    | DIRECTIVE ENDIF close                                       # endifDirective
    | DIRECTIVE FOR name ( COMMA name )? IN expression close      # forDirective
    | DIRECTIVE ENDFOR close                                      # endforDirective
    ;

close : RBRACE | STRIP_RBRACE ;
